package dev.voicgen.worker.speech;

import dev.voicgen.contracts.value.Language;
import java.util.Set;

/** Turns text into speech. Thread-safe: called for several articles at once, for each by one thread. */
public interface SpeechEngine extends AutoCloseable {

    /** A voice of an engine; {@link VoiceSettings#engineVoice} is its {@code name}. */
    record Voice(String name, Language language) {}

    /** Receives an engine's audio piece by piece: signed 16-bit mono at {@link #SAMPLE_RATE}. Called by one thread. */
    @FunctionalInterface
    interface PcmSink {

        /** Samples a second. An engine with another rate must resample: mixed rates in one file lose audio. */
        int SAMPLE_RATE = 16_000;

        /** Takes the first {@code count} of {@code samples}, which the caller may overwrite afterwards. */
        void write(short[] samples, int count);
    }

    /** The name of the engine in table {@code voice}. It never changes. */
    String name();

    /**
     * Name and version of the implementation, for the names of stored segments. A change makes the worker speak every segment
     * again, so it must change if, and only if, the audio does.
     */
    String version();

    Set<Voice> voices();

    /**
     * Speaks {@code text} into {@code sink}. Returns at the end of the text, or within a second after {@code cancel} was
     * requested; the engine has no deadline of its own. Where the outcome is not {@link SpeechOutcome.Spoken}, the audio in
     * the sink is worthless.
     *
     * @param text the {@linkplain dev.voicgen.worker.text.SpokenForm spoken form} of a segment, not empty
     */
    SpeechOutcome synthesize(String text, VoiceSettings voice, PcmSink sink, Cancellation cancel);

    @Override
    void close();
}
