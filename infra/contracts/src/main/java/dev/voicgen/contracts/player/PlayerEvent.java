package dev.voicgen.contracts.player;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened in a reader's player.
 *
 * @param eventId the sender's own; the same id of the same site is one event, however often it is sent
 * @param sessionId one reader listening to one post; null: not told
 * @param positionSeconds how far into the audio; null: not told
 * @param durationSeconds of the audio; null: not told
 * @param occurredAt by the reader's clock
 */
public record PlayerEvent(
        long siteId,
        String eventId,
        Kind kind,
        PostId postId,
        Language language,
        String sessionId,
        Double positionSeconds,
        Double durationSeconds,
        Instant occurredAt) {

    public PlayerEvent {
        requireNonNull(eventId, "eventId");
        requireNonNull(kind, "kind");
        requireNonNull(postId, "postId");
        requireNonNull(language, "language");
        requireNonNull(occurredAt, "occurredAt");
    }

    /** How long an event may take to arrive and still be counted. */
    public static final Duration LATEST = Duration.ofHours(24);

    /** What happened. */
    public enum Kind {
        @JsonProperty("load")
        LOAD,
        @JsonProperty("play")
        PLAY,
        @JsonProperty("pause")
        PAUSE,
        @JsonProperty("progress")
        PROGRESS,
        @JsonProperty("seek")
        SEEK,
        @JsonProperty("complete")
        COMPLETE,
        @JsonProperty("error")
        ERROR
    }
}
