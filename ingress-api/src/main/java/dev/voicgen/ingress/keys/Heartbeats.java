package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.key.ControlRecord.Heartbeat;
import dev.voicgen.contracts.key.LeaseTerms;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicProducer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends this instance's heartbeats, on a thread of its own because sending may block: every {@link LeaseTerms#HEARTBEAT},
 * and at once when asked, so often at most that a flood of unknown keys does not become a flood of probes. Thread-safe.
 */
final class Heartbeats implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration LEAST_DISTANCE = Duration.ofMillis(5);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final TopicProducer producer;
    private final OwnLease lease;
    private final Semaphore asked = new Semaphore(0);
    private volatile Thread thread;
    private volatile boolean closed;

    Heartbeats(TopicProducer producer, OwnLease lease) {
        this.producer = producer;
        this.lease = lease;
    }

    /**
     * Starts sending.
     *
     * @param appliedOffset the last offset that has been applied
     * @param reading whether the log is read near its end: who cannot acknowledge should not make others wait for it
     */
    void start(LongSupplier appliedOffset, BooleanSupplier reading) {
        thread = new Thread(() -> run(appliedOffset, reading), "key-heartbeats");
        thread.start();
    }

    /** Asks for a heartbeat now. Never blocks. */
    void sendSoon() {
        asked.release();
    }

    boolean isRunning() {
        return thread.isAlive() && !closed;
    }

    private void run(LongSupplier appliedOffset, BooleanSupplier reading) {
        try {
            while (!closed) {
                boolean unusedWhetherAsked = asked.tryAcquire(LeaseTerms.HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                asked.drainPermits();
                if (!closed && reading.getAsBoolean()) {
                    send(appliedOffset.getAsLong());
                }
                TimeUnit.MILLISECONDS.sleep(LEAST_DISTANCE.toMillis());
            }
        } catch (InterruptedException e) {
            closed = true;
        } catch (RuntimeException | Error e) {
            log.error("thread=key-heartbeats has stopped; restart this service", e);
        }
    }

    /** Both promises are about what comes before the record: the offset was applied, the time noted, and then it is sent. */
    private void send(long appliedOffset) {
        Heartbeat beat = lease.issue(appliedOffset);
        var unusedAcknowledgement = producer.send(Topics.KEY_CONTROL, beat.key(), beat);
    }

    /** Stops sending and then says that this instance has left. It must have stopped trusting its map before. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_WAIT.toMillis());
            if (!thread.isAlive()) {
                producer.send(Topics.KEY_CONTROL, lease.recordKey(), null)
                        .get(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.info(
                    "leaving was not acknowledged; revocations wait for this instance's lease instead: {}",
                    e.toString());
        }
    }
}
