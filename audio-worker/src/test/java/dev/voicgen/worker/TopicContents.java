package dev.voicgen.worker;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What is on a topic right now. */
public final class TopicContents {

    private TopicContents() {}

    /** Every record's value. */
    public static <V> List<V> values(KafkaSettings kafka, Topic<?, V> topic) {
        return records(kafka, topic).stream()
                .map(record -> TopicConsumers.read(topic, record.value()))
                .toList();
    }

    /** Every record, as bytes. */
    public static List<ConsumerRecord<byte[], byte[]>> records(KafkaSettings kafka, Topic<?, ?> topic) {
        try (Consumer<byte[], byte[]> consumer = TopicConsumers.assigned("test-reader", kafka)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
