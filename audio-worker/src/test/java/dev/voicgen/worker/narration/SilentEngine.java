package dev.voicgen.worker.narration;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.EngineVoice;
import dev.voicgen.worker.speech.PcmSink;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.SpeechOutcome;
import dev.voicgen.worker.speech.VoiceSettings;
import java.util.Set;

/** An engine that says nothing but how it went. */
record SilentEngine(SpeechOutcome outcome) implements SpeechEngine {

    @Override
    public String id() {
        return "silent-1";
    }

    @Override
    public Set<EngineVoice> voices() {
        return Set.of(new EngineVoice("kevin16", Language.ENGLISH));
    }

    @Override
    public SpeechOutcome synthesize(String text, VoiceSettings voice, PcmSink sink, Cancellation cancel) {
        return outcome;
    }

    @Override
    public void close() {}
}
