package dev.voicgen.quota;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.quota.audit.Audit;
import dev.voicgen.quota.audit.AuditFindings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Appends to the sites' log and reads topics whole. Reading is for one thread. */
final class SiteLogClient implements AutoCloseable {

    private final KafkaSettings kafka;
    private final TopicProducer producer;
    private final Consumer<byte[], byte[]> uncommitted;
    private final Consumer<byte[], byte[]> committed;

    SiteLogClient(KafkaSettings kafka) {
        this.kafka = kafka;
        uncommitted = TopicConsumers.assigned("test", kafka);
        committed = TopicConsumers.inGroup("test", kafka, UUID.randomUUID().toString());
        producer = TopicProducer.open("test", kafka, Duration.ofSeconds(30));
    }

    CompletableFuture<RecordMetadata> append(SiteCommand command) {
        return producer.send(Topics.SITE_COMMANDS, String.valueOf(command.siteId()), command);
    }

    /** What an operator finds on this broker. */
    AuditFindings audit() {
        return Audit.run(Map.of("VOICGEN_KAFKA_BOOTSTRAP", kafka.bootstrap()));
    }

    /** A record's value, read, and where it stands. */
    record Entry<V>(int partition, long offset, long timestamp, String key, V value) {}

    /** All that is on the topic, also of transactions that were aborted or are open. */
    <V> List<Entry<V>> uncommitted(Topic<String, V> topic) {
        return readWhole(uncommitted, topic);
    }

    /** What is committed on the topic and stands before any open transaction. */
    <V> List<Entry<V>> committed(Topic<String, V> topic) {
        return readWhole(committed, topic);
    }

    private static <V> List<Entry<V>> readWhole(Consumer<byte[], byte[]> consumer, Topic<String, V> topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Entry<V>> entries = new ArrayList<>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> entries.add(entry(topic, record)));
        }
        return entries;
    }

    private static <V> Entry<V> entry(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        return new Entry<>(
                record.partition(),
                record.offset(),
                record.timestamp(),
                topic.keys().deserializer().deserialize(topic.name(), record.key()),
                TopicConsumers.read(topic, record.value()));
    }

    @Override
    public void close() {
        producer.close();
        committed.close();
        uncommitted.close();
    }
}
