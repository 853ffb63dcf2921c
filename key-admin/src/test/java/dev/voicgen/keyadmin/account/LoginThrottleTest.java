package dev.voicgen.keyadmin.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final String EMAIL = "owner@example.org";
    private static final LoginThrottle.Source HOME = new LoginThrottle.Source("client:home", false);
    private static final LoginThrottle.Source ELSEWHERE = new LoginThrottle.Source("client:elsewhere", false);
    private static final LoginThrottle.Source LAPTOP = new LoginThrottle.Source("device:laptop", true);

    private long now;
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    @Test
    void waits_double_up_to_five_minutes() {
        fail(EMAIL, ELSEWHERE, LoginThrottle.TRIES);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Duration wait = throttle.attempt(EMAIL, ELSEWHERE).orElseThrow();
            waits.add(wait.toSeconds());
            now += wait.toNanos();
            assertThat(throttle.attempt(EMAIL, ELSEWHERE)).isEmpty();
        }

        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void an_attempt_that_must_wait_makes_the_wait_no_longer() {
        fail(EMAIL, ELSEWHERE, LoginThrottle.TRIES);
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.attempt(EMAIL, ELSEWHERE)).isPresent();
        }

        assertThat(throttle.attempt(EMAIL, ELSEWHERE)).contains(Duration.ofSeconds(5));
    }

    @Test
    void an_email_is_written_in_any_case() {
        fail("Owner@Example.ORG", ELSEWHERE, LoginThrottle.TRIES);

        assertThat(throttle.attempt(EMAIL, ELSEWHERE)).isPresent();
    }

    @Test
    void failures_elsewhere_or_for_others_keep_nobody_waiting() {
        fail(EMAIL, ELSEWHERE, LoginThrottle.TRIES);
        for (int i = 0; i < 200; i++) {
            fail("nobody-" + i, HOME, 1);
        }

        assertThat(throttle.attempt(EMAIL, HOME)).isEmpty();
    }

    @Test
    void a_client_that_fails_with_many_has_fewer_tries_with_each() {
        for (int i = 0; i <= LoginThrottle.FAILURES_OF_A_GUESSER; i++) {
            fail("nobody-" + i, ELSEWHERE, 1);
        }
        fail(EMAIL, ELSEWHERE, LoginThrottle.TRIES_OF_A_GUESSER);

        assertThat(throttle.attempt(EMAIL, ELSEWHERE)).isPresent();
    }

    @Test
    void strangers_from_everywhere_are_bounded_and_known_devices_are_not_among_them() {
        for (int i = 0; i < LoginThrottle.STRANGERS_PER_EMAIL; i++) {
            assertThat(throttle.attempt(EMAIL, new LoginThrottle.Source("client:" + i, false)))
                    .isEmpty();
        }

        assertThat(throttle.attempt(EMAIL, HOME)).isPresent();
        assertThat(throttle.attempt(EMAIL, LAPTOP)).isEmpty();
        now += Duration.ofMinutes(15).toNanos();
        assertThat(throttle.attempt(EMAIL, HOME)).isEmpty();
    }

    @Test
    void a_known_device_is_slowed_down_too() {
        fail(EMAIL, LAPTOP, LoginThrottle.TRIES);

        assertThat(throttle.attempt(EMAIL, LAPTOP)).isPresent();
        assertThat(throttle.attempt(EMAIL, HOME)).isEmpty();
    }

    @Test
    void a_success_takes_the_attempt_back_and_what_failed_before_it() {
        for (int i = 0; i < 100; i++) {
            fail(EMAIL, HOME, LoginThrottle.TRIES - 1 - i % 2);
            Optional<Duration> wait = throttle.attempt(EMAIL, HOME);
            throttle.succeeded(EMAIL, HOME);
            now += Duration.ofMinutes(20).toNanos();

            assertThat(wait).isEmpty();
        }
    }

    private void fail(String email, LoginThrottle.Source source, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.attempt(email, source)).isEmpty();
        }
    }
}
