package dev.voicgen.worker.webhook;

import dev.voicgen.worker.webhook.Attempt.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the attempts, many at a time, and notes what came of each. Thread-safe. */
final class Attempts {

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    /** They mostly wait for receivers. */
    private static final int AT_ONCE = 128;

    private static final int AT_ONCE_PER_RECEIVER = 4;
    private static final Duration SETTLE_RETRY = Duration.ofSeconds(1);
    /** Afterwards the lease ends soon, and the delivery is made again. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final DeliveryTable table;
    private final Sender sender;
    private final RetrySchedule schedule;
    private final MeterRegistry metrics;
    private final InFlight inFlight = new InFlight(AT_ONCE, AT_ONCE_PER_RECEIVER);
    private final ThreadPoolExecutor threads;
    private volatile boolean cutOff;

    Attempts(DeliveryTable table, Sender sender, RetrySchedule schedule, MeterRegistry metrics) {
        this.table = table;
        this.sender = sender;
        this.schedule = schedule;
        this.metrics = metrics;
        Gauge.builder("voicgen.webhook.in.flight", inFlight, InFlight::count)
                .description("Callbacks being sent")
                .register(metrics);
        // A place is given back shortly before its thread is free, hence the queue.
        this.threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(AT_ONCE),
                task -> new Thread(task, "webhook-attempt"));
        threads.allowCoreThreadTimeOut(true);
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** Attempts a claimed delivery in the background and runs {@code afterwards}. Takes a place meanwhile. */
    void start(Delivery delivery, Runnable afterwards) {
        inFlight.enter(delivery.receiver());
        threads.execute(() -> {
            try {
                attempt(delivery);
            } finally {
                inFlight.leave(delivery.receiver());
                afterwards.run();
            }
        });
    }

    /** Waits for what is under way until {@code patience} is over, then cuts it off and gives it back. */
    void close(Duration patience) {
        threads.shutdown();
        if (!ended(patience)) {
            cutOff = true;
            sender.cancelAll();
            if (!ended(patience)) {
                log.warn("{} callbacks did not end; they are sent again when their lease is over", inFlight.count());
            }
        }
    }

    private void attempt(Delivery delivery) {
        Attempt attempt = sender.send(delivery);
        if (cutOff && attempt.statusCode() == null) {
            write(delivery, () -> table.release(delivery));
            return;
        }
        Optional<Duration> next = attempt.outcome() == Outcome.FAILED
                ? schedule.afterFailure(delivery.attempts() + 1, jitter(), attempt.retryAfter())
                : Optional.empty();
        write(delivery, () -> table.settle(delivery, attempt, next));
        report(delivery, attempt, next);
    }

    /** A short outage of the database must not make a receiver hear the same again. */
    private void write(Delivery delivery, Runnable change) {
        long limit = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (true) {
            try {
                change.run();
                return;
            } catch (JdbiException e) {
                if (cutOff || System.nanoTime() > limit || !paused()) {
                    log.warn(
                            "site={} job={} delivery={} outcome not noted, it is sent again with the same id: {}",
                            delivery.siteId(),
                            delivery.jobId(),
                            delivery.id(),
                            e.getMessage());
                    return;
                }
            }
        }
    }

    private void report(Delivery delivery, Attempt attempt, Optional<Duration> next) {
        String outcome = attempt.outcome() == Outcome.DELIVERED ? "delivered" : next.isPresent() ? "retry" : "failed";
        metrics.timer("voicgen.webhook.attempt", "outcome", outcome).record(attempt.took());
        log.info(
                "site={} job={} delivery={} type={} receiver={} attempt={} status={} outcome={} error={} next_s={}",
                delivery.siteId(),
                delivery.jobId(),
                delivery.id(),
                delivery.type(),
                Receiver.parse(delivery.url()).map(Receiver::toString).orElse("-"),
                delivery.attempts() + 1,
                attempt.statusCode(),
                outcome,
                attempt.error(),
                next.map(Duration::toSeconds).orElse(null));
    }

    private boolean ended(Duration patience) {
        try {
            return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(SETTLE_RETRY.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double jitter() {
        return ThreadLocalRandom.current().nextDouble(-1, 1);
    }
}
