package dev.voicgen.bench.run;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills topics in large batches. {@link #close} waits until everything is there. For one thread. */
public final class BulkWriter implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private volatile Exception failure;

    public BulkWriter(KafkaSettings kafka) {
        Map<String, Object> config = kafka.client();
        config.putAll(Map.of(
                "linger.ms", "20",
                "batch.size", String.valueOf(512 * 1024),
                "max.request.size", String.valueOf(Topics.MAX_RECORD_BYTES)));
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public <K, V> void append(Topic<K, V> topic, K key, V value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), key),
                topic.values().serializer().serialize(topic.name(), value));
        var unused = producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                failure = failed;
            }
        });
    }

    /** @throws IllegalStateException where a record was lost */
    @Override
    public void close() {
        producer.close();
        if (failure != null) {
            throw new IllegalStateException("the log could not be filled", failure);
        }
    }
}
