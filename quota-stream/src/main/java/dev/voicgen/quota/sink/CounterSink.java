package dev.voicgen.quota.sink;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.database.SqlErrors;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the counters of one topic into their table, sharing it with the other instances' sinks. Counters are absolute,
 * so of several in hand only the newest is written. While the database is away counters wait on their topic. For one thread.
 */
public final class CounterSink<V> implements GroupFollower.Reader {

    private static final Logger log = LoggerFactory.getLogger(CounterSink.class);

    /** Nobody looks more often, and of a busy site's counters in a second only the last one is written. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Topic<String, V> topic;
    private final CounterTable<V> table;
    private final LateDatabase database;

    private CounterSink(Topic<String, V> topic, CounterTable<V> table, LateDatabase database) {
        this.topic = topic;
        this.table = table;
        this.database = database;
    }

    /** Starts reading; neither Kafka nor the database need be up yet. */
    public static <V> GroupFollower start(
            Topic<String, V> topic, CounterTable<V> table, LateDatabase database, KafkaSettings kafka) {
        return GroupFollower.startGathering(
                "sink-" + topic.name(),
                "sink." + topic.name(),
                topic,
                kafka,
                EVERY,
                new CounterSink<>(topic, table, database));
    }

    @Override
    public void read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<V> newest = newest(records);
        if (!newest.isEmpty()) {
            SqlErrors.skipping(
                    newest,
                    counters -> database.jdbi().useTransaction(handle -> table.write(handle, counters)),
                    (counter, refusal) ->
                            log.error("topic={} counter={} cannot be stored, skipped", topic.name(), counter));
        }
    }

    private List<V> newest(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, V> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() == null || record.value() == null) {
                continue;
            }
            try {
                newest.put(
                        new String(record.key(), StandardCharsets.UTF_8), TopicConsumers.read(topic, record.value()));
            } catch (SerializationException unreadable) {
                log.error(
                        "topic={} partition={} offset={} is not a counter, skipped",
                        topic.name(),
                        record.partition(),
                        record.offset());
            }
        }
        return List.copyOf(newest.values());
    }
}
