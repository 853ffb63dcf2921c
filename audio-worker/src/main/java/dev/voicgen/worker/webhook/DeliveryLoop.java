package dev.voicgen.worker.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the deliveries of {@link DeliveryTable}: a thread looks for due ones, claims as many as can be attempted now and
 * hands them to {@link AttemptRunner}. A claim is a lease that moves the due time ahead. So no transaction is open during a
 * request, and the delivery of a worker that died becomes due by itself. Any number of workers may run a loop on one
 * database. Thread-safe.
 */
public final class DeliveryLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);
    /** Several times as long as an attempt may take. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(8);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    /** Deliveries in one look. Where all of them go to one busy receiver, the next look leaves that receiver out. */
    private static final int PAGE = 256;

    private final DeliveryTable table;
    private final AttemptRunner attempts;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "webhook-loop");
    private volatile boolean stopped;

    private DeliveryLoop(DeliveryTable table, AttemptRunner attempts) {
        this.table = table;
        this.attempts = attempts;
        thread.setUncaughtExceptionHandler((ended, e) -> log.error("callbacks are not sent any more", e));
    }

    /** Starts sending. The database may be away at any time, also now. */
    public static DeliveryLoop start(Jdbi jdbi, WebhookSettings settings, MeterRegistry metrics) {
        return start(jdbi, settings, metrics, Dns.SYSTEM, ATTEMPT_TIMEOUT);
    }

    static DeliveryLoop start(
            Jdbi jdbi, WebhookSettings settings, MeterRegistry metrics, Dns resolver, Duration attemptTimeout) {
        DeliveryTable table = jdbi.onDemand(DeliveryTable.class);
        WebhookClient client = new WebhookClient(new AddressRules(settings.allowPrivate()), resolver, attemptTimeout);
        RetrySchedule schedule = new RetrySchedule(settings.schedule());
        DeliveryLoop loop = new DeliveryLoop(table, new AttemptRunner(table, client, schedule, metrics));
        loop.thread.start();
        return loop;
    }

    /** Sends what was just committed now, rather than at the next look in a second. */
    public void wake() {
        wakeUp.release();
    }

    /** Whether the thread that looks for deliveries is alive. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Claims nothing more, gives running attempts some seconds, and releases the deliveries of those that do not end. */
    @Override
    public void close() {
        stopped = true;
        wake();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        attempts.close(CLOSE_PATIENCE);
    }

    private void run() {
        Duration pause = Duration.ZERO;
        Duration backoff = Duration.ZERO;
        while (!stopped && waited(pause)) {
            try {
                pause = startDue() ? Duration.ZERO : POLL;
                backoff = Duration.ZERO;
            } catch (RuntimeException e) {
                backoff = backoff.isZero() ? POLL : min(backoff.multipliedBy(2), LONGEST_BACKOFF);
                pause = backoff;
                log.warn("deliveries cannot be read now, again in {} s: {}", pause.toSeconds(), e.getMessage());
            }
        }
    }

    /** Starts the attempts that are possible now. Answers whether another look makes sense at once. */
    private boolean startDue() {
        InFlightLimits inFlight = attempts.inFlight();
        if (inFlight.isFull()) {
            return false;
        }
        List<String> chosen = inFlight.choose(table.due(PAGE, inFlight.full()));
        if (chosen.isEmpty()) {
            return false;
        }
        List<Delivery> claimed = table.claim(chosen, LEASE);
        claimed.forEach(delivery -> attempts.start(delivery, this::wake));
        return !claimed.isEmpty();
    }

    private boolean waited(Duration pause) {
        try {
            // Several calls of wake() during a look are one.
            if (wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUp.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
