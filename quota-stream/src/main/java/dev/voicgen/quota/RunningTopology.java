package dev.voicgen.quota;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topology at work. A thread that fails is replaced, for as long as it takes: what it had begun was not committed. */
final class RunningTopology implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningTopology.class);

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);
    /** A cause that stays, such as a full disk, would otherwise keep a processor busy with new threads. */
    private static final Duration PAUSE_BEFORE_REPLACING = Duration.ofSeconds(1);

    private final String name;
    private final StateDirectory state;
    private final KafkaStreams streams;
    private final CountDownLatch running = new CountDownLatch(1);

    private RunningTopology(String name, Topology topology, Properties properties, StateDirectory state) {
        this.name = name;
        this.state = state;
        streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(this::replaceThread);
        streams.setStateListener((now, before) -> changed(now));
    }

    /**
     * Starts it without waiting; see {@link #awaitRunning}.
     *
     * @param name for people
     * @param state where {@code properties} keep the stores
     */
    static RunningTopology start(String name, Topology topology, Properties properties, StateDirectory state) {
        RunningTopology started = new RunningTopology(name, topology, properties, state);
        try {
            started.streams.start();
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** False while sites are moved between instances. */
    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** @throws IllegalStateException where it does not run within two minutes */
    void awaitRunning() {
        try {
            if (!running.await(START_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not run after " + START_DEADLINE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " started", e);
        }
    }

    /** Leaves the group, so that the others take over at once and not when the session has ended. */
    @Override
    public void close() {
        boolean closed = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_DEADLINE));
        if (!closed) {
            state.distrust();
            log.warn("{} did not stop within {}; what it had begun is done again elsewhere", name, CLOSE_DEADLINE);
        }
    }

    private void changed(KafkaStreams.State now) {
        log.info("{}={}", name, now);
        if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
        }
    }

    private StreamThreadExceptionResponse replaceThread(Throwable failure) {
        log.error("a thread of {} failed and is replaced; if this repeats, look at its cause", name, failure);
        try {
            Thread.sleep(PAUSE_BEFORE_REPLACING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
