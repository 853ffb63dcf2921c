package dev.voicgen.ingress.limits;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.Instant;

/**
 * One window of one key or domain, and the limiter that counts its requests. The limiter's period is the window's length: it
 * is full when the window opens and full again when the window must have ended, even if the wall clock was set back.
 * Thread-safe.
 */
record RateWindow(int limit, Instant openedAt, Duration length, RateLimiter limiter) {

    /** @param openedAt not in the future, else the limiter would be full again before the window ends */
    static RateWindow open(int limit, Instant openedAt, Duration length) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(limit)
                .limitRefreshPeriod(length)
                .timeoutDuration(Duration.ZERO)
                .build();
        return new RateWindow(limit, openedAt, length, RateLimiter.of("requests", config));
    }

    boolean hasEndedAt(Instant time) {
        return !resetsAt().isAfter(time);
    }

    /** The same window, begun at {@code time} if that is earlier: it began with the first request at any instance. */
    RateWindow begunAt(Instant time) {
        return time.isBefore(openedAt) ? new RateWindow(limit, time, length, limiter) : this;
    }

    /** The same window under another limit, with as many requests used. */
    RateWindow withLimit(int newLimit) {
        if (newLimit == limit) {
            return this;
        }
        RateWindow changed = open(newLimit, openedAt, length);
        changed.use(limit - available());
        return changed;
    }

    /** Uses one request, if there is one left. */
    Allowance count(Instant now) {
        boolean allowed = limiter.acquirePermission();
        return new Allowance(allowed, limit, allowed ? available() : 0, resetsAt(), now);
    }

    /** Uses so many requests, or all that are left. */
    void use(int requests) {
        if (requests > 0 && !limiter.acquirePermission(requests)) {
            limiter.drainPermissions();
        }
    }

    private Instant resetsAt() {
        return openedAt.plus(length);
    }

    private int available() {
        return Math.max(0, limiter.getMetrics().getAvailablePermissions());
    }
}
