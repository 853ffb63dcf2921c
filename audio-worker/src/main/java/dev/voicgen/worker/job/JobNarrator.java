package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.narration.Narrator;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.VoiceSettings;
import dev.voicgen.worker.store.AudioStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a job's text into a stored audio. Called by several threads at once. */
@FunctionalInterface
public interface JobNarrator {

    /**
     * Speaks the text of {@code job} in {@code voice}, and blocks until it is spoken. Finished segments are kept: a second
     * call for the same text continues behind them.
     */
    Narration narrate(AudioJob job, VoiceRecipe voice, Narrator.ProgressListener progress, Cancellation cancel);

    /** A narrator that has each job spoken by the engine of its voice. The caller closes {@code engines}. */
    static JobNarrator of(List<SpeechEngine> engines, AudioStore store) {
        return new ByEngine(
                engines.stream().collect(Collectors.toMap(SpeechEngine::name, engine -> new Narrator(engine, store))));
    }

    /** @param narrators by the names of their engines */
    record ByEngine(Map<String, Narrator> narrators) implements JobNarrator {

        private static final Logger log = LoggerFactory.getLogger(ByEngine.class);

        @Override
        public Narration narrate(
                AudioJob job, VoiceRecipe voice, Narrator.ProgressListener progress, Cancellation cancel) {
            Narrator narrator = narrators.get(voice.engine());
            if (narrator == null) {
                log.error("voice={} engine={} is not one of {}", voice.id(), voice.engine(), narrators.keySet());
                return unavailable(voice);
            }
            VoiceSettings settings;
            try {
                settings = VoiceSettings.parse(voice.settings());
            } catch (IllegalArgumentException e) {
                log.error("voice={} bad settings in table voice: {}", voice.id(), e.getMessage());
                return unavailable(voice);
            }
            return narrator.narrate(
                    new Narrator.Request(
                            job.article().text().reveal(), job.article().language(), settings),
                    progress,
                    cancel);
        }

        private static Narration unavailable(VoiceRecipe voice) {
            JobFailure failure = JobFailure.voiceUnavailable(voice.id());
            return new Narration.Unspeakable(failure.code(), failure.reason());
        }
    }
}
