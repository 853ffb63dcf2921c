package dev.voicgen.keyadmin.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Slows down the guessing of passwords without locking owners out. Failures count for an e-mail address and a client together:
 * after ten, each further attempt waits twice as long as the one before, up to five minutes. A known device of the user has a
 * count of its own. The failures of all unknown clients with one e-mail address are limited too. A client that fails with many
 * addresses has fewer tries with each.
 *
 * <p>An attempt counts as failed until it has succeeded, so parallel attempts gain nothing. Memory is bounded. Thread-safe.
 */
public final class LoginThrottle {

    static final int TRIES = 10;
    static final int TRIES_OF_A_GUESSER = 3;
    static final int FAILURES_OF_A_GUESSER = 50;
    static final int STRANGERS_PER_EMAIL = 50;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int REMEMBERED = 100_000;

    private final Ticker clock;
    private final Cache<String, Tries> tries;
    private final Cache<String, Window> windows;

    /**
     * The client or the device that a login comes from.
     *
     * @param isKnownDevice whether the user has logged in from this device before
     */
    record Source(String name, boolean isKnownDevice) {

        /** The owner of one IPv6 address usually controls at least a /64, that is 8 of 16 bytes. */
        private static final int IPV6_NETWORK_BYTES = 8;

        static Source client(InetAddress address) {
            byte[] bytes = address.getAddress();
            String network = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
            return new Source("client:" + network, false);
        }

        static Source device(String id) {
            return new Source("device:" + id, true);
        }
    }

    /** How often logins have failed, and when the next attempt may be made. */
    private record Tries(int failures, long nextAt) {

        Tries oneMore(long now, int free) {
            int beyond = failures + 1 - free;
            return new Tries(
                    failures + 1, beyond < 0 ? now : now + waitBehind(beyond).toNanos());
        }

        private static Duration waitBehind(int beyond) {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, 10));
            return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        }
    }

    private record Window(long openedAt, int failures) {}

    /** @param clock monotonic, in nanoseconds */
    public LoginThrottle(Ticker clock) {
        this.clock = clock;
        this.tries = Caffeine.newBuilder()
                .ticker(clock)
                .executor(Runnable::run)
                .expireAfterWrite(FORGOTTEN_AFTER)
                .maximumSize(REMEMBERED)
                .build();
        this.windows = Caffeine.newBuilder()
                .ticker(clock)
                .executor(Runnable::run)
                .expireAfterWrite(WINDOW)
                .maximumSize(REMEMBERED)
                .build();
    }

    /** Counts an attempt. Answers how long to wait if the attempt is not allowed yet, and nothing if it is allowed. */
    Optional<Duration> attempt(String email, Source source) {
        if (source.isKnownDevice()) {
            return tryOnce(pair(email, source), TRIES);
        }
        boolean guesser = failures(source.name()) > FAILURES_OF_A_GUESSER;
        Optional<Duration> wait = tryOnce(pair(email, source), guesser ? TRIES_OF_A_GUESSER : TRIES);
        if (wait.isEmpty()) {
            count(source.name(), 1);
            wait = countStranger(email);
        }
        return wait;
    }

    /** Takes the attempt back and forgets the earlier failures of this source with this address. */
    void succeeded(String email, Source source) {
        tries.invalidate(pair(email, source));
        if (!source.isKnownDevice()) {
            count(source.name(), -1);
            count(lowerCase(email), -1);
        }
    }

    private Optional<Duration> tryOnce(String key, int free) {
        long now = clock.read();
        AtomicReference<Duration> wait = new AtomicReference<>();
        tries.asMap().compute(key, (same, before) -> {
            if (before != null && before.nextAt() - now > 0) {
                wait.set(Duration.ofNanos(before.nextAt() - now));
                return before;
            }
            return (before == null ? new Tries(0, now) : before).oneMore(now, free);
        });
        return Optional.ofNullable(wait.get());
    }

    private Optional<Duration> countStranger(String email) {
        Window window = count(lowerCase(email), 1);
        return window.failures() <= STRANGERS_PER_EMAIL
                ? Optional.empty()
                : Optional.of(WINDOW.minusNanos(clock.read() - window.openedAt()));
    }

    private int failures(String key) {
        Window window = windows.getIfPresent(key);
        return window == null || isOver(window) ? 0 : window.failures();
    }

    private Window count(String key, int more) {
        return windows.asMap()
                .compute(
                        key,
                        (same, window) -> window == null || isOver(window)
                                ? new Window(clock.read(), Math.max(0, more))
                                : new Window(window.openedAt(), Math.max(0, window.failures() + more)));
    }

    private boolean isOver(Window window) {
        return clock.read() - window.openedAt() >= WINDOW.toNanos();
    }

    private static String pair(String email, Source source) {
        return source.name() + " " + lowerCase(email);
    }

    private static String lowerCase(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
