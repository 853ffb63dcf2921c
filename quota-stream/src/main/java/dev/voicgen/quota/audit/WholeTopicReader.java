package dev.voicgen.quota.audit;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from where it begins to where it ends now, also what belongs to transactions that were aborted. */
final class WholeTopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Takes records in the order of each partition. */
    interface Visitor {
        void visit(ConsumerRecord<byte[], byte[]> record);
    }

    WholeTopicReader(KafkaSettings kafka, Topic<?, ?> topic) {
        consumer = TopicConsumers.assigned("audit", kafka);
        partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** The partitions whose first record is no longer there. */
    Set<Integer> shortened() {
        return consumer.beginningOffsets(partitions).entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey().partition())
                .collect(Collectors.toSet());
    }

    /** Reads all partitions but {@code without}. */
    void read(Set<Integer> without, Visitor visitor) {
        List<TopicPartition> read = partitions.stream()
                .filter(partition -> !without.contains(partition.partition()))
                .toList();
        consumer.assign(read);
        consumer.seekToBeginning(read);
        Map<TopicPartition, Long> ends = consumer.endOffsets(read);
        while (read.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    visitor.visit(record);
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
