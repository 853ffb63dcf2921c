package dev.voicgen.ingress.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voicgen.contracts.limit.LimitCounts;
import dev.voicgen.contracts.site.RequestLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts requests as Laravel does: a window of 60 seconds opens at the first request and is forgotten when it ends.
 * Together with a {@link LimitExchange} the count is that of all instances. Memory is bounded. Thread-safe.
 */
public final class RateLimits {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int MAX_WINDOWS = 200_000;

    private final Clock clock;
    private final Duration length;
    private final Cache<Subject, RateWindow> windows;
    private final Map<Share, Integer> untold = new ConcurrentHashMap<>();

    /** Whose requests a window counts. */
    private record Subject(LimitRule rule, String name) {}

    /** What this instance has allowed of one window. */
    private record Share(Subject subject, int limit, Instant openedAt) {}

    public RateLimits() {
        this(Clock.systemUTC(), WINDOW);
    }

    RateLimits(Clock clock, Duration length) {
        this.clock = clock;
        this.length = length;
        // A window tells its end by the clock; the cache forgets it, at the latest, when nobody has touched it for as
        // long.
        this.windows = Caffeine.newBuilder()
                .executor(Runnable::run)
                .expireAfterWrite(length)
                .maximumSize(MAX_WINDOWS)
                .build();
    }

    /**
     * Counts one request of {@code subject}, a key or domain that exists, against its plan.
     *
     * @return whether it is within the limit, and what to tell the client
     */
    public Allowance count(LimitRule rule, String subject, RequestLimits limits) {
        Instant now = clock.instant();
        Subject counted = new Subject(rule, subject);
        RateWindow window = windowOf(counted, rule.limitIn(limits), now);
        Allowance allowance = window.count(now);
        if (allowance.allowed()) {
            untold.merge(new Share(counted, window.limit(), window.openedAt()), 1, Integer::sum);
        }
        return allowance;
    }

    /** What this instance has allowed since the last call. */
    List<LimitCounts.Count> takeUntold() {
        List<LimitCounts.Count> counts = new ArrayList<>();
        for (Share share : List.copyOf(untold.keySet())) {
            Integer requests = untold.remove(share);
            if (requests != null) {
                counts.add(new LimitCounts.Count(
                        share.subject().rule().name(),
                        share.subject().name(),
                        share.limit(),
                        share.openedAt(),
                        requests));
            }
        }
        return counts;
    }

    /** Counts what another instance has allowed, unless its window has ended or begins too far in the future of this clock. */
    void countAllowedElsewhere(LimitRule rule, LimitCounts.Count there) {
        Instant now = clock.instant();
        Instant openedAt = there.openedAt();
        if (openedAt.plus(length).isAfter(now) && openedAt.isBefore(now.plus(length))) {
            windows.asMap().compute(new Subject(rule, there.subject()), (subject, here) -> {
                RateWindow window = here == null || here.hasEndedAt(now) || here.hasEndedAt(openedAt)
                        ? RateWindow.open(there.limit(), earlier(openedAt, now), length)
                        : here.begunAt(openedAt);
                window.use(there.requests());
                return window;
            });
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The window that {@code now} lies in. A plan that has changed since it opened changes the limit, not what is used. */
    private RateWindow windowOf(Subject subject, int limit, Instant now) {
        RateWindow known = windows.getIfPresent(subject);
        if (known != null && known.limit() == limit && !known.hasEndedAt(now)) {
            return known;
        }
        return windows.asMap()
                .compute(
                        subject,
                        (unused, window) -> window == null || window.hasEndedAt(now)
                                ? RateWindow.open(limit, now, length)
                                : window.withLimit(limit));
    }
}
