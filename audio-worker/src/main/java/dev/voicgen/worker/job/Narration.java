package dev.voicgen.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.audio.ReadyAudio;
import java.time.Duration;

/** How a narration ended. */
public sealed interface Narration {

    /**
     * All of the text is spoken and stored.
     *
     * @param segments the manifest for read-along, a JSON array
     * @param synthesised how many segments were made anew
     * @param reused how many were there already
     */
    record Narrated(ReadyAudio audio, JsonNode segments, int synthesised, int reused) implements Narration {}

    /** Trying again cannot help: {@code code} for programs, {@code reason} for people. */
    record Unspeakable(String code, String reason) implements Narration {}

    /** It may go well another time, not before {@code after}; {@code reason} is for operators. */
    record TryAgain(Duration after, String reason) implements Narration {}

    /** It ended early because it was asked to. */
    record Cancelled() implements Narration {}
}
