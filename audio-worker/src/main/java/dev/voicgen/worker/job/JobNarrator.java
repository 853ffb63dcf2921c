package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.narration.ProgressListener;
import dev.voicgen.worker.speech.Cancellation;

/** Turns a job's text into a stored audio. Called by several threads at once. */
@FunctionalInterface
public interface JobNarrator {

    /**
     * Speaks the text of {@code job} in {@code voice}; blocks for as long as that takes. What was finished is kept: called
     * again for the same text, it goes on behind it.
     */
    Narration narrate(AudioJob job, Voice voice, ProgressListener progress, Cancellation cancel);
}
