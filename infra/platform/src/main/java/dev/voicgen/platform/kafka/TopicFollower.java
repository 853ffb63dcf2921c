package dev.voicgen.platform.kafka;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic of one partition whole and follows its end, on a thread of its own. Failures of Kafka are waited out;
 * after a truncation of the log reading goes on, or starts again, where the log still is. Only a failure of the reader
 * itself ends it: {@link #missing} then tells the cause. Thread-safe.
 */
public final class TopicFollower implements AutoCloseable {

    /** Takes what was read, in order. Called by the one thread, at least every 50 ms while Kafka answers, also with nothing. */
    public interface Reader {
        void read(List<ConsumerRecord<byte[], byte[]>> records);
    }

    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration BACKOFF = Duration.ofMillis(500);
    private static final Duration PROOF_EVERY = Duration.ofSeconds(1);
    private static final Duration PROOF_DEADLINE = Duration.ofMillis(500);
    private static final Duration PROOF_HOLDS = Duration.ofSeconds(5);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

    private final String name;
    private final TopicPartition partition;
    private final Reader reader;
    private final Thread thread;
    /** When the end was asked for that has been reached; null: never. */
    private volatile Long provenAtNanos;

    private volatile Consumer<byte[], byte[]> consumer;
    private volatile Throwable fault;
    private volatile boolean closed;

    private long proofAskedAtNanos = System.nanoTime() - PROOF_EVERY.toNanos();
    private long proofAt = Long.MAX_VALUE;

    private TopicFollower(String name, Topic<?, ?> topic, KafkaSettings kafka, Reader reader) {
        this.name = name;
        this.partition = new TopicPartition(topic.name(), 0);
        this.reader = reader;
        this.thread = new Thread(() -> follow(kafka), name);
    }

    /** Starts reading from the beginning. Kafka need not be up yet. */
    public static TopicFollower start(String name, Topic<?, ?> topic, KafkaSettings kafka, Reader reader) {
        TopicFollower follower = new TopicFollower(name, topic, kafka, reader);
        follower.thread.start();
        return follower;
    }

    /** Whether it has read, some seconds ago at most, everything there was. */
    public boolean isCurrent() {
        Long proven = provenAtNanos;
        return isRunning() && proven != null && System.nanoTime() - proven < PROOF_HOLDS.toNanos();
    }

    /** Whether it reads, or would if Kafka answered. */
    public boolean isRunning() {
        return thread.isAlive() && !closed;
    }

    /** What keeps it from being current, in words for an operator. */
    public Optional<String> missing() {
        if (fault != null) {
            return Optional.of(name + " has stopped: " + fault);
        }
        return isCurrent()
                ? Optional.empty()
                : Optional.of(name + " has not read " + partition.topic() + " to its end");
    }

    private void follow(KafkaSettings kafka) {
        try (Consumer<byte[], byte[]> opened = TopicConsumers.assigned(name, kafka)) {
            consumer = opened;
            opened.assign(Set.of(partition));
            opened.seekToBeginning(Set.of(partition));
            while (!closed) {
                reader.read(poll(opened));
                prove(opened);
            }
        } catch (RuntimeException | Error e) {
            fault = e;
            log.error("thread={} has stopped; restart this service", name, e);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(Consumer<byte[], byte[]> open) {
        try {
            return open.poll(POLL).records(partition);
        } catch (WakeupException closing) {
            return List.of();
        } catch (KafkaException e) {
            log.warn("thread={} cannot read topic={}, trying again: {}", name, partition.topic(), e.toString());
            pause();
            return List.of();
        }
    }

    /** Silence proves nothing: it asks for the end and then looks whether reading gets there. */
    private void prove(Consumer<byte[], byte[]> open) {
        long now = System.nanoTime();
        try {
            if (now - proofAskedAtNanos >= PROOF_EVERY.toNanos()) {
                proofAskedAtNanos = now;
                proofAt = Long.MAX_VALUE;
                proofAt = open.endOffsets(Set.of(partition), PROOF_DEADLINE).get(partition);
            }
            if (proofAt != Long.MAX_VALUE && open.position(partition, PROOF_DEADLINE) >= proofAt) {
                provenAtNanos = proofAskedAtNanos;
                proofAt = Long.MAX_VALUE;
            }
        } catch (KafkaException unproven) {
            log.debug("thread={} cannot ask for the end of topic={}", name, partition.topic(), unproven);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BACKOFF.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Stops reading. Waits some seconds for the reader; one that is stuck for longer may still be at work when this returns. */
    @Override
    public void close() {
        closed = true;
        // Not interrupted: a consumer that is may not even say good-bye to the broker.
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
