package dev.voicgen.quota.sink;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.database.SqlErrors;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the counters of one topic to their table, as one member of a group of all instances. Counters are absolute, so only the
 * newest of several is written. During an outage of the database counters wait on their topic. For one thread.
 */
public final class CounterSink<V> implements GroupFollower.Reader {

    /** The DAO of a table of counters. */
    public interface Table<V> {

        /**
         * Writes each counter of {@code newest}, unless the table has a newer one: counters may come twice and out of order.
         */
        void write(Collection<V> newest);
    }

    private static final Logger log = LoggerFactory.getLogger(CounterSink.class);

    /** Of a busy site's counters in this time only the last one is written. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Topic<String, V> topic;
    private final Class<? extends Table<V>> table;
    private final LateDatabase database;

    private CounterSink(Topic<String, V> topic, Class<? extends Table<V>> table, LateDatabase database) {
        this.topic = topic;
        this.table = table;
        this.database = database;
    }

    /** Starts reading. Kafka and the database may be away. */
    public static <V> GroupFollower start(
            Topic<String, V> topic, Class<? extends Table<V>> table, LateDatabase database, KafkaSettings kafka) {
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
                    counters -> database.jdbi()
                            .useTransaction(handle -> handle.attach(table).write(counters)),
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
