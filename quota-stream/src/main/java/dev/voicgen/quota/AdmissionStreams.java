package dev.voicgen.quota;

import dev.voicgen.quota.topology.AdmissionMetrics;
import dev.voicgen.quota.topology.AdmissionTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running topology. A thread that fails is replaced, for as long as it takes: what it had begun was not committed. */
final class AdmissionStreams implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AdmissionStreams.class);

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);
    /** A cause that stays, such as a full disk, would otherwise keep a processor busy with new threads. */
    private static final Duration PAUSE_BEFORE_REPLACING = Duration.ofSeconds(1);

    private final StateDirectory stateDirectory;
    private final KafkaStreams streams;
    private final CountDownLatch running = new CountDownLatch(1);

    private AdmissionStreams(StateDirectory stateDirectory, QuotaStreamConfig config, MeterRegistry metrics) {
        this.stateDirectory = stateDirectory;
        streams = new KafkaStreams(
                AdmissionTopology.build(new AdmissionMetrics(metrics)),
                StreamsProperties.of(config, stateDirectory.path()));
        streams.setUncaughtExceptionHandler(AdmissionStreams::replaceThread);
        streams.setStateListener((now, before) -> changed(now));
    }

    /** @throws IllegalStateException where it does not run within two minutes */
    static AdmissionStreams start(QuotaStreamConfig config, MeterRegistry metrics) {
        StateDirectory directory = StateDirectory.open(config.stateDir());
        AdmissionStreams admission;
        try {
            admission = new AdmissionStreams(directory, config, metrics);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
        try {
            admission.streams.start();
            admission.awaitRunning();
        } catch (RuntimeException e) {
            admission.close();
            throw e;
        }
        return admission;
    }

    /** False while sites are moved between instances. */
    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Leaves the group, so that the others take over at once and not when the session has ended. */
    @Override
    public void close() {
        boolean closed = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_DEADLINE));
        if (!closed) {
            log.warn("admission did not stop within {}; what it had begun is decided again elsewhere", CLOSE_DEADLINE);
        }
        stateDirectory.close();
    }

    private void awaitRunning() {
        try {
            if (!running.await(START_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("admission does not run after " + START_DEADLINE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while admission started", e);
        }
    }

    private void changed(KafkaStreams.State now) {
        log.info("admission={}", now);
        if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
        }
    }

    private static StreamThreadExceptionResponse replaceThread(Throwable failure) {
        log.error("an admission thread failed and is replaced; if this repeats, look at its cause", failure);
        try {
            Thread.sleep(PAUSE_BEFORE_REPLACING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
