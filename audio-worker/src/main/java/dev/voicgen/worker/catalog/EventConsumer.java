package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.database.Refusals;
import dev.voicgen.platform.kafka.TopicConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Brings the events of a topic into the database, in a thread of its own. Shares them with the other workers. Offsets are
 * committed after the transaction: an event may be written twice, never not at all.
 */
public final class EventConsumer<E> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration TURN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final String group;
    private final Topic<?, E> topic;
    private final KafkaSettings kafka;
    private final EventLedger<E> ledger;
    private final MeterRegistry metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile long lastSuccess = System.nanoTime();

    private EventConsumer(
            String group, Topic<?, E> topic, KafkaSettings kafka, EventLedger<E> ledger, MeterRegistry metrics) {
        this.group = group;
        this.topic = topic;
        this.kafka = kafka;
        this.ledger = ledger;
        this.metrics = metrics;
        this.thread = new Thread(this::run, group);
    }

    /** Starts reading where {@code group} stopped. */
    public static <E> EventConsumer<E> start(
            String group, Topic<?, E> topic, KafkaSettings kafka, EventLedger<E> ledger, MeterRegistry metrics) {
        EventConsumer<E> consumer = new EventConsumer<>(group, topic, kafka, ledger, metrics);
        consumer.thread.start();
        return consumer;
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
            try (Consumer<byte[], byte[]> consumer = TopicConsumers.inGroup("audio-worker-" + group, kafka, group)) {
                consumer.subscribe(List.of(topic.name()));
                while (stopping.getCount() > 0) {
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                    if (!records.isEmpty()) {
                        write(records);
                        consumer.commitSync();
                    }
                    ledger.settle();
                    lastSuccess = System.nanoTime();
                }
            } catch (RuntimeException e) {
                // A new consumer begins at the last committed offset: what was not written is read again.
                log.warn("{}: stopped reading {}, trying again: {}", group, topic.name(), e.toString());
            }
        } while (!isStoppingWithin(RETRY_PAUSE));
    }

    private void write(ConsumerRecords<byte[], byte[]> records) {
        List<E> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record).ifPresentOrElse(events::add, () -> skip(describe(record) + " is not an event"));
        }
        try {
            ledger.write(events);
        } catch (JdbiException e) {
            if (Refusals.of(e).isEmpty()) {
                throw e;
            }
            events.forEach(this::writeUnlessRefused);
        }
        count("noted", events.size());
    }

    private void writeUnlessRefused(E event) {
        try {
            ledger.write(List.of(event));
        } catch (JdbiException e) {
            if (Refusals.of(e).isEmpty()) {
                throw e;
            }
            skip(event.getClass().getSimpleName() + " cannot be stored: "
                    + e.getCause().getMessage());
        }
    }

    /** The event; empty where the bytes are not a whole one. */
    private Optional<E> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(TopicConsumers.read(topic, record.value()))
                    .filter(ledger::isWhole);
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static String describe(ConsumerRecord<byte[], byte[]> record) {
        return "partition=" + record.partition() + " offset=" + record.offset();
    }

    private void skip(String what) {
        log.error("{}: {}, skipped", group, what);
        count("skipped", 1);
    }

    private void count(String outcome, int events) {
        metrics.counter("voicgen.catalog.events", "topic", topic.name(), "outcome", outcome)
                .increment(events);
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
