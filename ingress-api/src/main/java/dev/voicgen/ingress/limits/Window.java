package dev.voicgen.ingress.limits;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.Instant;

/** One window of one subject. Whoever keeps it forgets it at its end. */
record Window(int limit, Instant resetsAt, RateLimiter limiter) {

    /** Longer than any window lives, so that the limiter never refills: a new window is a new limiter. */
    private static final Duration NEVER_REFILLED = RateLimits.WINDOW.multipliedBy(2);

    static Window open(int limit, Instant resetsAt) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(limit)
                .limitRefreshPeriod(NEVER_REFILLED)
                .timeoutDuration(Duration.ZERO)
                .build();
        return new Window(limit, resetsAt, RateLimiter.of("requests", config));
    }

    Allowance count(Instant now) {
        boolean allowed = limiter.acquirePermission();
        int remaining = Math.max(0, limiter.getMetrics().getAvailablePermissions());
        return new Allowance(allowed, limit, allowed ? remaining : 0, resetsAt, now);
    }
}
