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
 * Reads {@code key.control} whole, writes nothing, and tells when a change of a site's rights is in effect everywhere: it
 * has itself read the change, and every instance it read of on the way has acknowledged it or cannot hold a lease any
 * more. What it has once confirmed stays true, so it does not matter when the answer is used. Thread-safe.
 */
public final class ControlLog implements AutoCloseable {

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
     * Waits until no instance decides by rights of the site older than {@code version}, whose snapshot must have been
     * appended or be about to be.
     *
     * @param storedAtNanos when the change was stored, by the monotonic clock
     * @param deadline after which the outcome is {@link Confirmation.Pending}; asking again is harmless
     * @return never fails; completes on a thread that must not be held up
     */
    public CompletableFuture<Confirmation> confirm(long siteId, long version, long storedAtNanos, Duration deadline) {
        PendingConfirmation asked = new PendingConfirmation(siteId, version, storedAtNanos);
        synchronized (this) {
            waiting.add(asked);
        }
        settle();
        return asked.outcome()
                .completeOnTimeout(new Confirmation.Pending(), deadline.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((outcome, never) -> measure(outcome, System.nanoTime() - storedAtNanos));
    }

    /** Whether the log has been read to its end, some seconds ago at most. */
    public boolean isCurrent() {
        return follower.isCurrent();
    }

    /** What keeps this from being current, in words for an operator. */
    public Optional<String> missing() {
        return follower.missing();
    }

    /** Stops reading; whoever waits gets {@link Confirmation.Pending} at the deadline. */
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

    /** Decides under the lock, tells outside it. */
    private void settle() {
        Map<PendingConfirmation, Confirmation> settled = new HashMap<>();
        synchronized (this) {
            long now = System.nanoTime();
            for (PendingConfirmation each : waiting) {
                Confirmation confirmed = each.decide(log, now);
                if (confirmed != null) {
                    settled.put(each, confirmed);
                }
            }
            log.forgetIdle(now);
            waiting.removeIf(each -> settled.containsKey(each) || each.outcome().isDone());
        }
        settled.forEach((each, confirmed) -> each.outcome().complete(confirmed));
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
