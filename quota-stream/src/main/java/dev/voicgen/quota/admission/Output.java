package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;

/** Something that others are told because of a command, or that is put aside to be told later. */
public sealed interface Output {

    /** To the ingress that waits. */
    record Answer(Verdict verdict) implements Output {}

    /** To the workers, before all bulk jobs. */
    record Job(AudioJob job) implements Output {}

    /** To the workers, of a batch. */
    record BulkJob(AudioJob job) implements Output {}

    /** Into the backlog of the job's site, under its number there. */
    record Hold(long number, AudioJob job) implements Output {}

    /** What is held under this number leaves the backlog and goes to the workers as a {@link BulkJob}. */
    record Release(long siteId, long number) implements Output {}

    /** Aside until the job of its post that is under way has ended, in place of what waited there before. */
    record HoldNext(AudioJob job) implements Output {}

    /**
     * What waited behind the job of {@code post} is queued now, and the catalog is told so.
     *
     * @param bulk whether it is of a batch
     * @param backlogNumber under which it goes into its site's backlog; null: it goes to the workers
     */
    record QueueNext(PostKey post, boolean bulk, Long backlogNumber) implements Output {}

    /** To whoever keeps the catalog. */
    record Event(AudioEvent event) implements Output {}

    /** To whoever keeps the batches. */
    record Batch(BatchEvent event) implements Output {}

    /** To whoever shows how the quota stands. */
    record Count(UsageCount count) implements Output {}
}
