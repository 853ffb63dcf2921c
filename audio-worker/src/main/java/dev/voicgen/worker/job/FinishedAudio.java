package dev.voicgen.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.worker.narration.Narration.Narrated;

/**
 * A narration as others learn of it.
 *
 * @param manifest where each segment is heard, a JSON array
 */
record FinishedAudio(ReadyAudio audio, String manifest) {

    static FinishedAudio of(Narrated narrated) {
        int seconds = Math.toIntExact(Math.max(1, Math.round(narrated.durationMs() / 1000.0)));
        try {
            return new FinishedAudio(
                    new ReadyAudio(narrated.file().value(), seconds),
                    Json.mapper().writeValueAsString(narrated.segments()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("segments are always JSON", e);
        }
    }
}
