package dev.voicgen.ingress.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.voicgen.contracts.site.RequestLimits;
import java.time.Clock;
import java.time.Duration;

/**
 * Counts requests as Laravel does: a window of 60 seconds opens at the first request and is forgotten when it ends.
 * Memory is bounded. Thread-safe.
 */
public final class RateLimits {

    static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int MAX_WINDOWS = 200_000;

    private final Clock clock;
    private final Cache<Key, Window> windows;

    private record Key(Rule rule, String subject, int limit) {}

    public RateLimits() {
        this(Clock.systemUTC(), Ticker.systemTicker());
    }

    /** @param ticker ends windows; {@code clock} only tells clients when */
    RateLimits(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(MAX_WINDOWS)
                .ticker(ticker)
                .build();
    }

    /**
     * Counts one request of {@code subject}, a key or domain, against its plan.
     *
     * @return whether it is within the limit, and what to tell the client
     */
    public Allowance count(Rule rule, String subject, RequestLimits limits) {
        int limit = rule.limitIn(limits);
        Window window = windows.get(
                new Key(rule, subject, limit),
                key -> Window.open(limit, clock.instant().plus(WINDOW)));
        return window.count(clock.instant());
    }
}
