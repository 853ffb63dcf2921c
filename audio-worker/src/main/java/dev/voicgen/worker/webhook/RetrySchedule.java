package dev.voicgen.worker.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery that was not taken is attempted again. Pure. */
record RetrySchedule(List<Duration> waits) {

    /** Receivers that fail together should not be called again together. */
    static final double JITTER = 0.2;

    /** No receiver may put a delivery off for longer: it would outlive everybody's memory of it. */
    static final Duration LONGEST_PUT_OFF = Duration.ofHours(24);

    /** The wait before the first attempt. */
    Duration first() {
        return waits.get(0);
    }

    /**
     * The wait after a failed attempt, empty where it was the last. Never shorter than the receiver asked for.
     *
     * @param attempts made so far, that one too
     * @param jitter evenly from -1 to 1
     * @param retryAfter what the receiver asked for; zero where it did not
     */
    Optional<Duration> afterFailure(int attempts, double jitter, Duration retryAfter) {
        if (attempts >= waits.size()) {
            return Optional.empty();
        }
        long millis = waits.get(attempts).toMillis();
        Duration wait = Duration.ofMillis(Math.round(millis * (1 + JITTER * jitter)));
        Duration asked = retryAfter.compareTo(LONGEST_PUT_OFF) < 0 ? retryAfter : LONGEST_PUT_OFF;
        return Optional.of(wait.compareTo(asked) > 0 ? wait : asked);
    }
}
