package dev.voicgen.worker.webhook;

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

/** Runs the attempts, many at a time, and records the result of each. Thread-safe. */
final class AttemptRunner {

    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    /** So many, because they spend nearly all their time waiting for receivers. */
    private static final int AT_ONCE = 128;

    private static final int AT_ONCE_PER_RECEIVER = 4;
    private static final Duration SETTLE_RETRY = Duration.ofSeconds(1);
    /** Half a lease: after that the delivery will soon be due again anyway. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final DeliveryTable table;
    private final WebhookClient client;
    private final RetrySchedule schedule;
    private final MeterRegistry metrics;
    private final InFlightLimits inFlight = new InFlightLimits(AT_ONCE, AT_ONCE_PER_RECEIVER);
    private final ThreadPoolExecutor threads;
    private volatile boolean cutOff;

    AttemptRunner(DeliveryTable table, WebhookClient client, RetrySchedule schedule, MeterRegistry metrics) {
        this.table = table;
        this.client = client;
        this.schedule = schedule;
        this.metrics = metrics;
        Gauge.builder("voicgen.webhook.in.flight", inFlight, InFlightLimits::count)
                .description("Callbacks being sent")
                .register(metrics);
        // A place is free shortly before its thread is, hence the queue.
        this.threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(AT_ONCE),
                task -> new Thread(task, "webhook-attempt"));
        threads.allowCoreThreadTimeOut(true);
    }

    InFlightLimits inFlight() {
        return inFlight;
    }

    /** AttemptRunner a claimed delivery in the background and runs {@code afterwards}. Takes a place meanwhile. */
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

    /** Waits for running attempts for {@code patience}, then cuts them off and releases their deliveries. */
    void close(Duration patience) {
        threads.shutdown();
        if (!ended(patience)) {
            cutOff = true;
            client.cancelAll();
            if (!ended(patience)) {
                log.warn("{} callbacks did not end; they are sent again when their lease is over", inFlight.count());
            }
        }
    }

    private void attempt(Delivery delivery) {
        Delivery.Attempt attempt = client.send(delivery);
        if (cutOff && attempt.statusCode() == null) {
            write(delivery, () -> table.release(delivery));
            return;
        }
        Optional<Duration> next = attempt.result() == Delivery.Attempt.Result.FAILED
                ? schedule.afterFailure(delivery.attempts() + 1, jitter(), attempt.retryAfter())
                : Optional.empty();
        write(delivery, () -> table.settle(delivery, attempt, next));
        report(delivery, attempt, next);
    }

    /** Retries, so that a short outage of the database does not make a receiver get the same delivery twice. */
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

    private void report(Delivery delivery, Delivery.Attempt attempt, Optional<Duration> next) {
        String outcome = attempt.result() == Delivery.Attempt.Result.DELIVERED
                ? "delivered"
                : next.isPresent() ? "retry" : "failed";
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
