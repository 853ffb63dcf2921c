package dev.voicgen.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.narration.NarrationRequest;
import dev.voicgen.worker.narration.Narrator;
import dev.voicgen.worker.narration.ProgressListener;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.VoiceSettings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each job to the narrator of its voice's engine. */
public final class EngineNarrators implements JobNarrator {

    private static final Logger log = LoggerFactory.getLogger(EngineNarrators.class);

    private final Map<String, Narrator> byEngine;

    /** @param byEngine the narrators by their engine's name in table {@code voice} */
    public EngineNarrators(Map<String, Narrator> byEngine) {
        this.byEngine = Map.copyOf(byEngine);
    }

    @Override
    public Narration narrate(AudioJob job, Voice voice, ProgressListener progress, Cancellation cancel) {
        Narrator narrator = byEngine.get(voice.engine());
        if (narrator == null) {
            log.error("voice={} engine={} is not one of {}", voice.id(), voice.engine(), byEngine.keySet());
            return unavailable(voice);
        }
        VoiceSettings settings;
        try {
            settings = settings(voice);
        } catch (IllegalArgumentException e) {
            log.error("voice={} bad settings in table voice: {}", voice.id(), e.getMessage());
            return unavailable(voice);
        }
        return narrator.narrate(
                new NarrationRequest(
                        job.article().text().reveal(), job.article().language(), settings),
                progress,
                cancel);
    }

    private static VoiceSettings settings(Voice voice) {
        try {
            String engineVoice = Json.mapper()
                    .readTree(voice.settings())
                    .path("engine_voice")
                    .asText();
            return VoiceSettings.parse(engineVoice, voice.settings());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static Narration unavailable(Voice voice) {
        Failure failure = Failure.voiceUnavailable(voice.id());
        return new Narration.Unspeakable(failure.code(), failure.reason());
    }
}
