package dev.voicgen.worker.narration;

/** Told after each segment, in the thread of the narration; what it throws ends the narration. */
@FunctionalInterface
public interface ProgressListener {

    void finished(int done, int total);
}
