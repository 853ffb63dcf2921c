package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.Verdict;

/** Something that others are told because of a command. */
public sealed interface Output {

    /** To the ingress that waits. */
    record Answer(Verdict verdict) implements Output {}

    /** To the workers. */
    record Job(AudioJob job) implements Output {}

    /** To whoever keeps the catalog. */
    record Event(AudioEvent event) implements Output {}
}
