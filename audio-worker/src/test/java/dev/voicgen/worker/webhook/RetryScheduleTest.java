package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voicgen.platform.config.InvalidSettings;
import dev.voicgen.platform.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    private static final Duration NOT_ASKED = Duration.ZERO;
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    private final WebhookSettings standard = Settings.read(Map.of(), WebhookSettings::from);
    private final RetrySchedule schedule = new RetrySchedule(standard.schedule());

    @Test
    void makesTenAttemptsOverThreeDays() {
        List<Optional<Duration>> waits = IntStream.rangeClosed(1, 10)
                .mapToObj(made -> schedule.afterFailure(made, 0, NOT_ASKED))
                .toList();

        assertThat(standard.firstWait()).isZero();
        assertThat(waits)
                .containsExactly(
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.of(Duration.ofMinutes(30)),
                        Optional.of(Duration.ofHours(2)),
                        Optional.of(Duration.ofHours(5)),
                        Optional.of(Duration.ofHours(10)),
                        Optional.of(Duration.ofHours(14)),
                        Optional.of(Duration.ofHours(20)),
                        Optional.of(Duration.ofHours(24)),
                        Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"-1, PT4M", "0, PT5M", "0.5, PT5M30S", "1, PT6M"})
    void spreadsTheWaitByAFifth(double jitter, Duration wait) {
        assertThat(schedule.afterFailure(2, jitter, NOT_ASKED)).contains(wait);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT5M", "PT5M, PT5M", "PT1H, PT1H", "PT24H, PT24H", "PT25H, PT24H", "PT9999999H, PT24H"})
    void neverComesBeforeTheReceiverAsksForIt(Duration asked, Duration wait) {
        assertThat(schedule.afterFailure(2, 0, asked)).contains(wait);
    }

    @Test
    void givesUpAfterTheLastAttemptWhateverTheReceiverAsksFor() {
        assertThat(schedule.afterFailure(10, 0, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void theOperatorMayChangeTheSchedule() {
        Map<String, String> environment = Map.of("VOICGEN_WEBHOOK_SCHEDULE", "PT0S, PT0.5S,PT2S");

        WebhookSettings settings = Settings.read(environment, WebhookSettings::from);

        assertThat(settings.schedule()).containsExactly(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "PT5S,,PT6S", "PT5S;PT6S", "PT0S,PT-5S", ","})
    void aScheduleThatCannotBeReadIsAFaultOfTheSettings(String text) {
        Map<String, String> environment = Map.of("VOICGEN_WEBHOOK_SCHEDULE", text);

        assertThatThrownBy(() -> Settings.read(environment, WebhookSettings::from))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("VOICGEN_WEBHOOK_SCHEDULE must");
    }

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
    void readsSecondsAndDatesOfRetryAfter(String value, Duration expected) {
        assertThat(RetrySchedule.retryAfter(Headers.of("Retry-After", value), NOW))
                .isEqualTo(expected);
    }

    @Test
    void retryAfterIsZeroWhereTheReceiverDoesNotAsk() {
        assertThat(RetrySchedule.retryAfter(Headers.of(), NOW)).isZero();
    }
}
