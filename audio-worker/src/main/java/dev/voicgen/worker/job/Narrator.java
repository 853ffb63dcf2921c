package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;

/** Turns a job's text into a stored audio. Called by several threads at once. */
@FunctionalInterface
public interface Narrator {

    /**
     * Speaks the text of {@code job} in {@code voice}. Blocks for as long as that takes and asks {@code watch} after each
     * finished segment, so that work that is no longer wanted ends soon. What was finished is kept: called again for the
     * same text, it goes on behind it.
     */
    Narration narrate(AudioJob job, Voice voice, Watch watch);

    /** The narrator's line back to whoever wants the audio. Used by the narrating thread. */
    interface Watch {

        /** {@code done} of {@code total} segments are finished and stored. */
        void finished(int done, int total);

        /** Whether the audio is no longer wanted by this process; never turns back to false. */
        boolean cancelled();
    }
}
