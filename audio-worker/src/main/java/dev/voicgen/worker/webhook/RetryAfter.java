package dev.voicgen.worker.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** The {@code Retry-After} header (RFC 9110, 10.2.3): a number of seconds or an HTTP date. */
final class RetryAfter {

    private static final String NAME = "Retry-After";
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    /** More digits than this are more seconds than any clock has, and too many for a long. */
    private static final int MAX_DIGITS = 15;

    private RetryAfter() {}

    /** How long the receiver asks to be left alone; zero where it does not, or not in a way that can be read. */
    static Duration in(Headers headers, Instant now) {
        String value = headers.get(NAME);
        if (value == null) {
            return Duration.ZERO;
        }
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value.substring(0, Math.min(value.length(), MAX_DIGITS))));
        }
        Date date = headers.getDate(NAME);
        return date == null || date.toInstant().isBefore(now) ? Duration.ZERO : Duration.between(now, date.toInstant());
    }
}
