package dev.voicgen.platform.kafka;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumers as the services use them: bytes in, so that one unreadable record can be set aside instead of stopping the
 * poll loop; offsets committed by hand.
 */
public final class TopicConsumers {

    private TopicConsumers() {}

    /**
     * Reads a topic whole, by assignment and without a group, every record as soon as it is appended, committed or not.
     * For one thread.
     */
    public static Consumer<byte[], byte[]> assigned(String clientId, KafkaSettings kafka) {
        return open(clientId, kafka, Map.of("isolation.level", "read_uncommitted"));
    }

    /** Shares a topic's committed records with the group's other members, from the beginning on. For one thread. */
    public static Consumer<byte[], byte[]> inGroup(String clientId, KafkaSettings kafka, String group) {
        return open(clientId, kafka, Map.of("group.id", group, "isolation.level", "read_committed"));
    }

    /** The value of a record, or an exception of the serde where it is unreadable. */
    public static <V> V read(Topic<?, V> topic, byte[] value) {
        return topic.values().deserializer().deserialize(topic.name(), value);
    }

    private static Consumer<byte[], byte[]> open(String clientId, KafkaSettings kafka, Map<String, Object> more) {
        Map<String, Object> config = kafka.client();
        config.putAll(Map.of(
                "client.id", clientId,
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "fetch.min.bytes", "1",
                "allow.auto.create.topics", "false"));
        config.putAll(more);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
