package dev.voicgen.quota.sink;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.database.Refusals;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the counters of one topic into their table, sharing it with the other instances' sinks. Counters are absolute,
 * so of several in hand only the newest is written. Offsets are committed after the transaction; while the database is
 * away counters wait on their topic. Owns one thread.
 */
public final class CounterSink<V> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CounterSink.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration TURN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Topic<String, V> topic;
    private final CounterTable<V> table;
    private final LateDatabase database;
    private final KafkaSettings kafka;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile long lastSuccess = System.nanoTime();

    private CounterSink(Topic<String, V> topic, CounterTable<V> table, LateDatabase database, KafkaSettings kafka) {
        this.topic = topic;
        this.table = table;
        this.database = database;
        this.kafka = kafka;
        this.thread = new Thread(this::run, "sink-" + topic.name());
        // It may be waiting for the database, and must not keep the process up for that.
        thread.setDaemon(true);
    }

    /** Starts reading; neither Kafka nor the database need be up yet. */
    public static <V> CounterSink<V> start(
            Topic<String, V> topic, CounterTable<V> table, LateDatabase database, KafkaSettings kafka) {
        CounterSink<V> sink = new CounterSink<>(topic, table, database, kafka);
        sink.thread.start();
        return sink;
    }

    /** Whether it has read and written what there was within the last half minute. */
    public boolean isFollowing() {
        return thread.isAlive() && System.nanoTime() - lastSuccess < TURN_LIMIT.toNanos();
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> consumer = TopicConsumers.inGroup(thread.getName(), kafka, group())) {
                consumer.subscribe(List.of(topic.name()));
                while (stopping.getCount() > 0) {
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                    if (!records.isEmpty()) {
                        write(newest(records));
                        consumer.commitSync();
                    }
                    lastSuccess = System.nanoTime();
                }
            } catch (RuntimeException e) {
                // A new consumer begins at the last committed offset: what was not written is read again.
                log.warn("topic={} is not carried into its table now, trying again: {}", topic.name(), e.toString());
            }
        } while (!isStoppingWithin(RETRY_PAUSE));
    }

    private String group() {
        return "sink." + topic.name();
    }

    private Collection<V> newest(ConsumerRecords<byte[], byte[]> records) {
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
        return newest.values();
    }

    private void write(Collection<V> newest) {
        try {
            database.jdbi().useTransaction(handle -> table.write(handle, newest));
        } catch (JdbiException e) {
            if (Refusals.of(e).isEmpty()) {
                throw e;
            }
            newest.forEach(this::writeUnlessRefused);
        }
    }

    private void writeUnlessRefused(V counter) {
        try {
            database.jdbi().useTransaction(handle -> table.write(handle, List.of(counter)));
        } catch (JdbiException e) {
            if (Refusals.of(e).isEmpty()) {
                throw e;
            }
            log.error("topic={} counter={} cannot be stored, skipped", topic.name(), counter);
        }
    }

    private boolean isStoppingWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
