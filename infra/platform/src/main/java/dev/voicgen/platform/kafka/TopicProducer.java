package dev.voicgen.platform.kafka;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends typed records, each acknowledged by all replicas in sync or failed within the deadline. Nothing lingers: a
 * request waits for almost every record sent here. Thread-safe.
 */
public final class TopicProducer implements AutoCloseable {

    private static final Duration BUFFER_WAIT = Duration.ofMillis(500);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);
    /** Some articles, as there is only one batch for each partition on its way. */
    private static final int BATCH_BYTES = 128 * 1024;

    private final Producer<byte[], byte[]> producer;

    private TopicProducer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @param deadline until when a record must be acknowledged, at least one second */
    public static TopicProducer open(String clientId, KafkaSettings kafka, Duration deadline) {
        Map<String, Object> properties = kafka.client();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Makes batches by itself: what comes while one is on its way goes together in the next.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BUFFER_WAIT.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(Math.max(1, deadline.toMillis() / 2)));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(deadline.toMillis()));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        return new TopicProducer(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Appends one record; a null {@code value} is a tombstone. The future completes on the producer's own thread, so
     * nothing slow may hang on it, and fails where the record was not acknowledged in time; it may be on the log all the
     * same.
     */
    public <K, V> CompletableFuture<RecordMetadata> send(Topic<K, V> topic, K key, V value) {
        return sendBytes(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), key),
                topic.values().serializer().serialize(topic.name(), value));
    }

    /** Appends a record that is bytes already. */
    public CompletableFuture<RecordMetadata> sendBytes(String topic, byte[] key, byte[] value) {
        return sendBytes(topic, key, value, Map.of());
    }

    /** Appends a record that is bytes already, with {@code headers}. */
    public CompletableFuture<RecordMetadata> sendBytes(
            String topic, byte[] key, byte[] value, Map<String, byte[]> headers) {
        CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, content) -> record.headers().add(name, content));
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(metadata);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException notEvenBuffered) {
            acknowledged.completeExceptionally(notEvenBuffered);
        }
        return acknowledged;
    }

    /** Waits some seconds for records that are being sent. */
    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }
}
