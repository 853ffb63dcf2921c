package dev.voicgen.worker.speech.freetts;

import com.sun.speech.freetts.ProcessException;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.SpeechOutcome;
import dev.voicgen.worker.speech.VoiceSettings;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded engine: FreeTTS, English, pure Java. Deterministic: the same text and settings are the same samples. */
public final class FreeTtsEngine implements SpeechEngine {

    private static final Logger LOG = LoggerFactory.getLogger(FreeTtsEngine.class);
    private static final Set<SpeechEngine.Voice> VOICES =
            Set.of(new SpeechEngine.Voice(KevinVoice.NAME, Language.ENGLISH));
    private static final long CANCEL_CHECK_MILLIS = 100;

    private final BlockingQueue<KevinVoice> idle;

    private FreeTtsEngine(int slots) {
        this.idle = new ArrayBlockingQueue<>(slots);
        for (int slot = 0; slot < slots; slot++) {
            idle.add(KevinVoice.allocate());
        }
    }

    /**
     * An engine that speaks up to {@code slots} texts at once; more wait. Takes about 0.1 s a slot: a voice is kept because a new
     * one for each text costs a third of the throughput.
     */
    public static FreeTtsEngine start(int slots) {
        return new FreeTtsEngine(slots);
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public String version() {
        return "freetts-1.2.2";
    }

    @Override
    public Set<SpeechEngine.Voice> voices() {
        return VOICES;
    }

    @Override
    public SpeechOutcome synthesize(
            String text, VoiceSettings settings, SpeechEngine.PcmSink sink, Cancellation cancel) {
        if (!settings.engineVoice().equals(KevinVoice.NAME)) {
            return new SpeechOutcome.Refused("FreeTTS has no voice named " + settings.engineVoice());
        }
        KevinVoice voice = idleVoice(cancel);
        if (voice == null) {
            return new SpeechOutcome.Cancelled();
        }
        try {
            long samples = voice.speak(text, settings, sink, cancel);
            if (cancel.requested()) {
                return new SpeechOutcome.Cancelled();
            }
            return samples > 0 ? new SpeechOutcome.Spoken() : new SpeechOutcome.BadOutput("FreeTTS gave no audio");
        } catch (ProcessException e) {
            LOG.warn("engine={} characters={} FreeTTS could not read a segment", version(), text.length(), e);
            return new SpeechOutcome.BadOutput("FreeTTS could not read the text");
        } finally {
            idle.add(voice);
        }
    }

    private KevinVoice idleVoice(Cancellation cancel) {
        KevinVoice voice = null;
        try {
            while (voice == null && !cancel.requested()) {
                voice = idle.poll(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return voice;
    }

    /** Releases the idle voices. To be called when no text is being spoken. */
    @Override
    public void close() {
        for (KevinVoice voice = idle.poll(); voice != null; voice = idle.poll()) {
            voice.deallocate();
        }
    }
}
