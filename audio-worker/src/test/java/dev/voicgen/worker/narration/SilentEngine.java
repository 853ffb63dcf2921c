package dev.voicgen.worker.narration;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.SpeechOutcome;
import dev.voicgen.worker.speech.VoiceSettings;
import java.util.Set;

/** An engine without audio, whose outcome is given. */
record SilentEngine(SpeechOutcome outcome) implements SpeechEngine {

    @Override
    public String name() {
        return "silent";
    }

    @Override
    public String version() {
        return "silent-1";
    }

    @Override
    public Set<SpeechEngine.Voice> voices() {
        return Set.of(new SpeechEngine.Voice("kevin16", Language.ENGLISH));
    }

    @Override
    public SpeechOutcome synthesize(String text, VoiceSettings voice, SpeechEngine.PcmSink sink, Cancellation cancel) {
        return outcome;
    }

    @Override
    public void close() {}
}
