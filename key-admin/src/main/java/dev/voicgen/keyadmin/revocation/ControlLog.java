package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicFollower;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the whole of {@code key.control} and confirms that a change of a site's rights holds on every instance. It confirms a
 * change when it has read the change itself, and when every instance that it read of before has acknowledged the change or
 * cannot hold a lease any more. A confirmation stays true for ever, so it does not matter when it is used. Thread-safe.
 */
public final class ControlLog implements AutoCloseable {

    /** A caller that waits for the confirmation of a change. Guarded by the log's lock, except for {@code outcome}. */
    private static final class PendingConfirmation {

        private final long siteId;
        private final long version;
        private final long storedAtNanos;
        private final CompletableFuture<Confirmation> outcome = new CompletableFuture<>();
        /** The first one that has the change: later changes of the site must not make this caller wait longer. */
        private ReadLog.SnapshotRead snapshot;

        PendingConfirmation(long siteId, long version, long storedAtNanos) {
            this.siteId = siteId;
            this.version = version;
            this.storedAtNanos = storedAtNanos;
        }

        /** The offsets of the log have changed their meaning. */
        void lookAgain() {
            snapshot = null;
        }

        /** The confirmation, or empty while it cannot be given. Nothing can be confirmed before the snapshot has been read. */
        Optional<Confirmation.Confirmed> decide(ReadLog log, long nowNanos) {
            if (snapshot == null) {
                snapshot = log.snapshot(siteId)
                        .filter(read -> read.version() >= version)
                        .orElse(null);
            }
            return Optional.ofNullable(snapshot)
                    .flatMap(read -> log.instances().confirm(read, storedAtNanos, nowNanos));
        }
    }

    private final MeterRegistry metrics;
    private final ReadLog log;
    private final List<PendingConfirmation> waiting = new ArrayList<>();
    private final TopicFollower follower;

    private ControlLog(KafkaSettings kafka, MeterRegistry metrics) {
        this.metrics = metrics;
        this.log = new ReadLog(metrics.counter("voicgen.revocations.unreadable"));
        Gauge.builder("voicgen.revocations.instances", this, ControlLog::instances)
                .register(metrics);
        this.follower = TopicFollower.start("control-log", Topics.KEY_CONTROL, kafka, this::read);
    }

    /** Starts reading from the beginning. */
    public static ControlLog start(KafkaSettings kafka, MeterRegistry metrics) {
        return new ControlLog(kafka, metrics);
    }

    /**
     * Waits until no instance decides by rights of the site that are older than {@code version}. The snapshot of this version
     * is on the log, or will be in a moment.
     *
     * @param storedAtNanos when the change was stored, by the monotonic clock
     * @param deadline after which the outcome is {@link Confirmation.Pending}; the caller may ask again
     * @return never fails; completes on a thread that must not be held up
     */
    public CompletableFuture<Confirmation> confirm(long siteId, long version, long storedAtNanos, Duration deadline) {
        PendingConfirmation asked = new PendingConfirmation(siteId, version, storedAtNanos);
        synchronized (this) {
            waiting.add(asked);
        }
        settle();
        return asked.outcome
                .completeOnTimeout(new Confirmation.Pending(), deadline.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((outcome, never) -> measure(outcome, System.nanoTime() - storedAtNanos));
    }

    /** Whether the log has been read to its end within the last seconds. */
    public boolean isCurrent() {
        return follower.isCurrent();
    }

    /** Why this is not current, in words for an operator. */
    public Optional<String> missing() {
        return follower.missing();
    }

    /** Stops reading. Callers that wait get {@link Confirmation.Pending} at their deadline. */
    @Override
    public void close() {
        follower.close();
    }

    private void read(List<ConsumerRecord<byte[], byte[]>> records) {
        // After reading and so after appending: every wait that starts from here is long enough.
        long readAt = System.nanoTime();
        synchronized (this) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (log.isBehind(record)) {
                    log.truncated(readAt);
                    waiting.forEach(PendingConfirmation::lookAgain);
                }
                log.read(record, readAt);
            }
        }
        settle();
    }

    /** Decides under the lock and completes outside it. */
    private void settle() {
        Map<PendingConfirmation, Confirmation> settled = new HashMap<>();
        synchronized (this) {
            long now = System.nanoTime();
            for (PendingConfirmation each : waiting) {
                each.decide(log, now).ifPresent(confirmed -> settled.put(each, confirmed));
            }
            log.forgetIdle(now);
            waiting.removeIf(each -> settled.containsKey(each) || each.outcome.isDone());
        }
        settled.forEach((each, confirmed) -> each.outcome.complete(confirmed));
    }

    private synchronized double instances() {
        return log.instances().byName().size();
    }

    private void measure(Confirmation outcome, long nanos) {
        String how = "pending";
        if (outcome instanceof Confirmation.Confirmed confirmed) {
            how = confirmed.leasesWaitedOut() == 0 ? "acknowledged" : "waited_out";
            metrics.summary("voicgen.revocations.instances.confirmed").record(confirmed.instancesConfirmed());
            metrics.summary("voicgen.revocations.leases.waited.out").record(confirmed.leasesWaitedOut());
        }
        metrics.timer("voicgen.revocations", "outcome", how).record(nanos, TimeUnit.NANOSECONDS);
    }
}
