package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                              | PT0S",
                "120                            | PT2M",
                "99999999999999999999           | PT999999999999999S",
                "Sun, 06 Nov 1994 08:49:37 GMT  | PT37S",
                "Sunday, 06-Nov-94 08:49:37 GMT | PT37S",
                "Sun, 06 Nov 1994 08:48:00 GMT  | PT0S",
                "-5                             | PT0S",
                "1.5                            | PT0S",
                "soon                           | PT0S"
            })
    void readsSecondsAndDates(String value, Duration expected) {
        assertThat(RetryAfter.in(Headers.of("Retry-After", value), NOW)).isEqualTo(expected);
    }

    @Test
    void isZeroWhereTheReceiverDoesNotAsk() {
        assertThat(RetryAfter.in(Headers.of(), NOW)).isZero();
    }
}
