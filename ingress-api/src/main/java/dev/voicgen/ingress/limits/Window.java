package dev.voicgen.ingress.limits;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.Instant;

/** One window of one subject. Thread-safe. */
record Window(int limit, Instant openedAt, Duration length, RateLimiter limiter) {

    static Window open(int limit, Instant openedAt, Duration length) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(limit)
                // Longer than any window lives, so that the limiter never refills: a new window is a new limiter.
                .limitRefreshPeriod(length.multipliedBy(4))
                .timeoutDuration(Duration.ZERO)
                .build();
        return new Window(limit, openedAt, length, RateLimiter.of("requests", config));
    }

    boolean hasEndedAt(Instant time) {
        return !resetsAt().isAfter(time);
    }

    /** The same window where it was open at {@code time} already: it began with the first request at any instance. */
    Window openedBy(Instant time) {
        return time.isBefore(openedAt) ? new Window(limit, time, length, limiter) : this;
    }

    /** With as many requests used as here, of another limit. */
    Window withLimit(int newLimit) {
        if (newLimit == limit) {
            return this;
        }
        Window changed = open(newLimit, openedAt, length);
        changed.take(limit - available());
        return changed;
    }

    Allowance count(Instant now) {
        boolean allowed = limiter.acquirePermission();
        return new Allowance(allowed, limit, allowed ? available() : 0, resetsAt(), now);
    }

    /** Uses up {@code requests}, or what is left where that is less. */
    void take(int requests) {
        int wanted = Math.min(requests, available());
        while (wanted > 0 && !limiter.acquirePermission(wanted)) {
            // A request came in between.
            wanted = Math.min(wanted, available());
        }
    }

    private Instant resetsAt() {
        return openedAt.plus(length);
    }

    private int available() {
        return Math.max(0, limiter.getMetrics().getAvailablePermissions());
    }
}
