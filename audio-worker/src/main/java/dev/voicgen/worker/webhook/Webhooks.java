package dev.voicgen.worker.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import okhttp3.Dns;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what {@link Deliveries} has noted. Any number of workers may run one at the same time on one database.
 * Thread-safe.
 */
public final class Webhooks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final DeliveryLoop loop;
    private final Attempts attempts;
    private final Thread thread;

    private Webhooks(DeliveryLoop loop, Attempts attempts) {
        this.loop = loop;
        this.attempts = attempts;
        this.thread = new Thread(loop, "webhook-loop");
        thread.setUncaughtExceptionHandler((ended, e) -> log.error("callbacks are not sent any more", e));
    }

    /** Starts sending. Needs the database only from time to time: it may go away and come back. */
    public static Webhooks start(Jdbi jdbi, WebhookSettings settings, MeterRegistry metrics) {
        return start(jdbi, settings, metrics, Dns.SYSTEM, ATTEMPT_TIMEOUT);
    }

    static Webhooks start(
            Jdbi jdbi, WebhookSettings settings, MeterRegistry metrics, Dns resolver, Duration attemptTimeout) {
        DeliveryTable table = new DeliveryTable(jdbi);
        Sender sender = new Sender(new AddressRules(settings.allowPrivate()), resolver, attemptTimeout);
        Attempts attempts = new Attempts(table, sender, new RetrySchedule(settings.schedule()), metrics);
        Webhooks webhooks = new Webhooks(new DeliveryLoop(table, attempts), attempts);
        webhooks.thread.start();
        return webhooks;
    }

    /** Sends what was just committed without waiting for the next look, a second away at most. */
    public void wake() {
        loop.wake();
    }

    /** Whether the thread that looks for deliveries lives. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Takes up nothing more, gives what is under way some seconds, and gives back what is not done then. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        attempts.close(CLOSE_PATIENCE);
    }
}
