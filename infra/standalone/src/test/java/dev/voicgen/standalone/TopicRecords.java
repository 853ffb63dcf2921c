package dev.voicgen.standalone;

import dev.voicgen.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the one partition of a topic: what is committed, in its order. For one thread. */
public final class TopicRecords<V> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final KafkaConsumer<String, V> consumer;
    private final List<V> read = new ArrayList<>();

    public TopicRecords(String bootstrap, Topic<String, V> topic) {
        partition = new TopicPartition(topic.name(), 0);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                topic.values().deserializer());
        consumer.assign(Set.of(partition));
        consumer.seekToBeginning(Set.of(partition));
    }

    /** All that is there now. */
    public List<V> all() {
        long end = consumer.endOffsets(Set.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(record -> read.add(record.value()));
        }
        return List.copyOf(read);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
