package dev.voicgen.worker.speech;

import java.util.Set;

/** Turns text into speech. Thread-safe: called for several articles at once, for each by one thread. */
public interface SpeechEngine extends AutoCloseable {

    /** Name and version. Audio made by another id is another audio, so change it with everything that can be heard. */
    String id();

    /** What it can speak with. */
    Set<EngineVoice> voices();

    /**
     * Speaks {@code text} into {@code sink} and returns when done, or within a second after {@code cancel} was requested. It has no
     * deadline of its own: the caller cancels. Where the outcome is not {@link SpeechOutcome.Spoken}, what the sink got is worthless.
     *
     * @param text the {@linkplain dev.voicgen.worker.text.SpokenForm spoken form} of a segment, not empty
     */
    SpeechOutcome synthesize(String text, VoiceSettings voice, PcmSink sink, Cancellation cancel);

    @Override
    void close();
}
