package dev.voicgen.worker.speech;

/** Where an engine's audio goes as it comes: signed 16-bit mono at {@link #SAMPLE_RATE}. Called by one thread. */
@FunctionalInterface
public interface PcmSink {

    /** Samples a second. An engine with another rate resamples: mixed rates in one file lose audio. */
    int SAMPLE_RATE = 16_000;

    /** Takes the first {@code count} of {@code samples}, which the caller may overwrite afterwards. */
    void write(short[] samples, int count);
}
