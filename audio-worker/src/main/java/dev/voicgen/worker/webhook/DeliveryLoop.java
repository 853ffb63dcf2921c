package dev.voicgen.worker.webhook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for deliveries that are due, claims as many as there are places and hands them on. A claim is a lease: it pushes
 * the delivery's due time ahead, so no transaction is open while a receiver is talked to, and a delivery whose worker
 * died comes back by itself. Runs in a thread of its own; {@link #wake} may be called from any.
 */
final class DeliveryLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);

    /** Some times longer than an attempt may take. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(8);
    /** How far to look ahead; where all of these wait for one receiver, the next look leaves it out. */
    private static final int PAGE = 256;

    private final DeliveryTable table;
    private final Attempts attempts;
    private final Semaphore wakeUp = new Semaphore(0);
    private volatile boolean stopped;

    DeliveryLoop(DeliveryTable table, Attempts attempts) {
        this.table = table;
        this.attempts = attempts;
    }

    /** Looks now rather than in a second. */
    void wake() {
        wakeUp.release();
    }

    /** Claims nothing more. */
    void stop() {
        stopped = true;
        wake();
    }

    @Override
    public void run() {
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

    /** Starts what can be; answers whether it is worth looking again at once. */
    private boolean startDue() {
        InFlight inFlight = attempts.inFlight();
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
            // Wakings that came while it looked are one.
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
