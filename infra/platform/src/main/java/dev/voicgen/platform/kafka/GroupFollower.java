package dev.voicgen.platform.kafka;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic as one of a group, on a thread of its own. Offsets are committed after the reader has returned: a record
 * may be read twice, never not at all. Whatever fails, Kafka or the reader, is tried again until it works. While the reader
 * fails, its partitions stay with it: to leave the group and join it again would disturb the others each time. Thread-safe.
 */
public final class GroupFollower implements AutoCloseable {

    /** Takes what was read, of each partition in order. Called by the one thread, now and then also with nothing. */
    public interface Reader {
        /** Whatever it throws, the same records come again. */
        void read(List<ConsumerRecord<byte[], byte[]>> records);
    }

    private static final Logger log = LoggerFactory.getLogger(GroupFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration TURN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    /** What one reading may bring, about: of small records some megabytes. */
    private static final int MAX_GATHERED = 20_000;

    private final String name;
    private final String group;
    private final Topic<?, ?> topic;
    private final KafkaSettings kafka;
    private final Duration every;
    private final Reader reader;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile long lastSuccess = System.nanoTime();

    private GroupFollower(
            String name, String group, Topic<?, ?> topic, KafkaSettings kafka, Duration every, Reader reader) {
        this.name = name;
        this.group = group;
        this.topic = topic;
        this.kafka = kafka;
        this.every = every;
        this.reader = reader;
        this.thread = new Thread(this::run, name);
        // It may be waiting for a database, and must not keep the process up for that.
        thread.setDaemon(true);
    }

    /**
     * Starts where {@code group} stopped, and has the reader called as soon as there is something. Kafka need not be up yet.
     *
     * @param name of the thread and the client
     */
    public static GroupFollower start(
            String name, String group, Topic<?, ?> topic, KafkaSettings kafka, Reader reader) {
        return startGathering(name, group, topic, kafka, Duration.ZERO, reader);
    }

    /** As {@link #start}, with the reader called once in {@code every} at most, with all that came meanwhile. */
    public static GroupFollower startGathering(
            String name, String group, Topic<?, ?> topic, KafkaSettings kafka, Duration every, Reader reader) {
        GroupFollower follower = new GroupFollower(name, group, topic, kafka, every, reader);
        follower.thread.start();
        return follower;
    }

    /** Whether what there was has been read, and dealt with, within the last half minute. */
    public boolean isFollowing() {
        return thread.isAlive() && System.nanoTime() - lastSuccess < TURN_LIMIT.toNanos();
    }

    /** Lets the reader finish for some seconds. */
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
            try (Consumer<byte[], byte[]> consumer = TopicConsumers.inGroup(name, kafka, group)) {
                consumer.subscribe(List.of(topic.name()));
                follow(consumer);
            } catch (RuntimeException e) {
                // A new consumer begins at the last committed offset: what was not dealt with is read again.
                log.warn("thread={} cannot follow topic={} now, trying again: {}", name, topic.name(), e.toString());
            }
        } while (!isStoppingWithin(RETRY_PAUSE));
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        while (stopping.getCount() > 0) {
            List<ConsumerRecord<byte[], byte[]>> records = gather(consumer);
            if (isDealtWith(records)) {
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
                lastSuccess = System.nanoTime();
            } else {
                setBack(consumer, records);
                waitAsMember(consumer);
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> gather(Consumer<byte[], byte[]> consumer) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long until = System.nanoTime() + every.toNanos();
        do {
            consumer.poll(POLL).forEach(records::add);
        } while (stopping.getCount() > 0 && records.size() < MAX_GATHERED && System.nanoTime() - until < 0);
        return records;
    }

    private boolean isDealtWith(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            reader.read(records);
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "thread={} cannot take in what is on topic={} now, trying again: {}",
                    name,
                    topic.name(),
                    e.toString());
            return false;
        }
    }

    /** Who does not poll is taken for dead. */
    private void waitAsMember(Consumer<byte[], byte[]> consumer) {
        long until = System.nanoTime() + RETRY_PAUSE.toNanos();
        while (stopping.getCount() > 0 && System.nanoTime() - until < 0) {
            consumer.pause(consumer.assignment());
            List<ConsumerRecord<byte[], byte[]>> justAssigned = new ArrayList<>();
            consumer.poll(POLL).forEach(justAssigned::add);
            setBack(consumer, justAssigned);
        }
        consumer.resume(consumer.paused());
    }

    /** The same records come again, except of partitions that others have now. */
    private static void setBack(Consumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> first = new HashMap<>();
        records.forEach(record ->
                first.merge(new TopicPartition(record.topic(), record.partition()), record.offset(), Math::min));
        first.keySet().retainAll(consumer.assignment());
        first.forEach(consumer::seek);
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
