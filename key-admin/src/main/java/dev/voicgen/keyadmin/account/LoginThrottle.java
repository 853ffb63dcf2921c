package dev.voicgen.keyadmin.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Slows down guessing: an e-mail address may fail 10 times and a client address 50 times in five minutes. An attempt
 * counts as failed until it has succeeded, so attempts at once gain nothing. Memory is bounded. Thread-safe.
 */
public final class LoginThrottle {

    static final int FAILURES_PER_EMAIL = 10;
    static final int FAILURES_PER_ADDRESS = 50;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int REMEMBERED = 100_000;
    /** An IPv6 client commands at least a /64, that is 8 of 16 bytes. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Ticker clock;
    private final Cache<String, Window> windows;

    private record Window(long openedAt, int failures) {}

    /** @param clock monotonic, in nanoseconds */
    public LoginThrottle(Ticker clock) {
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .ticker(clock)
                .expireAfterWrite(WINDOW)
                .maximumSize(REMEMBERED)
                .build();
    }

    /** Notes an attempt. Answers how long to wait where it must not be made, and nothing where it may. */
    Optional<Duration> attempt(String email, InetAddress client) {
        Optional<Duration> byAddress = count(addressKey(client), FAILURES_PER_ADDRESS);
        return byAddress.isPresent() ? byAddress : count(emailKey(email), FAILURES_PER_EMAIL);
    }

    /** Takes the attempt back and forgets what failed before it for this e-mail address. */
    void succeeded(String email, InetAddress client) {
        windows.invalidate(emailKey(email));
        windows.asMap()
                .computeIfPresent(
                        addressKey(client),
                        (key, window) -> new Window(window.openedAt(), Math.max(0, window.failures() - 1)));
    }

    private Optional<Duration> count(String key, int limit) {
        long now = clock.read();
        Window counted = windows.asMap()
                .compute(
                        key,
                        (same, window) -> window == null || now - window.openedAt() >= WINDOW.toNanos()
                                ? new Window(now, 1)
                                : new Window(window.openedAt(), Math.min(window.failures() + 1, limit + 1)));
        return counted.failures() <= limit
                ? Optional.empty()
                : Optional.of(WINDOW.minusNanos(now - counted.openedAt()));
    }

    private static String emailKey(String email) {
        return "e:" + email.toLowerCase(Locale.ROOT);
    }

    private static String addressKey(InetAddress client) {
        byte[] bytes = client.getAddress();
        return "a:" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
    }
}
