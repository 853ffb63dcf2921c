package dev.voicgen.worker.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** Decides when a failed delivery is attempted again. Pure. */
record RetrySchedule(List<Duration> waits) {

    /** Spreads the attempts of receivers that failed together. */
    static final double JITTER = 0.2;

    /** The longest wait that a receiver can ask for. */
    static final Duration LONGEST_PUT_OFF = Duration.ofHours(24);

    private static final String RETRY_AFTER = "Retry-After";
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    /** More digits overflow a long. */
    private static final int MAX_DIGITS = 15;

    /**
     * The wait after a failed attempt, empty where it was the last one. Never shorter than the receiver asked for.
     *
     * @param attempts made so far, the failed one included
     * @param jitter evenly distributed from -1 to 1
     * @param retryAfter the wait that the receiver asked for; zero where it asked for none
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

    /**
     * The wait in the {@code Retry-After} header (RFC 9110, 10.2.3), which holds a number of seconds or an HTTP date. Zero
     * where the header is missing or malformed.
     */
    static Duration retryAfter(Headers headers, Instant now) {
        String value = headers.get(RETRY_AFTER);
        if (value == null) {
            return Duration.ZERO;
        }
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value.substring(0, Math.min(value.length(), MAX_DIGITS))));
        }
        Date date = headers.getDate(RETRY_AFTER);
        return date == null || date.toInstant().isBefore(now) ? Duration.ZERO : Duration.between(now, date.toInstant());
    }
}
