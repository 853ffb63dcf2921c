package dev.voicgen.quota.analytics;

import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** Reads a record of the log of player events. */
final class EventReader {

    private EventReader() {}

    /** The event; empty where the bytes are not a whole one or stand where a repetition would not meet it. */
    static Optional<PlayerEvent> read(byte[] key, byte[] value) {
        try {
            return Optional.ofNullable(value)
                    .map(bytes -> TopicConsumers.read(Topics.PLAYER_EVENTS, bytes))
                    .filter(EventReader::isWhole)
                    .filter(event ->
                            Arrays.equals(key, String.valueOf(event.siteId()).getBytes(StandardCharsets.UTF_8)));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(PlayerEvent event) {
        return event.eventId() != null
                && event.kind() != null
                && event.postId() != null
                && event.language() != null
                && event.occurredAt() != null;
    }
}
