package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiErrorTest {

    @Test
    void one_error_is_the_message() {
        assertThat(ApiError.invalid(Map.of("content", List.of("too short"))).message())
                .isEqualTo("too short");
    }

    @Test
    void more_errors_are_counted() {
        assertThat(ApiError.invalid(Map.of("content", List.of("a", "b"))).message())
                .isEqualTo("a (and 1 more error)");
        assertThat(ApiError.invalid(Map.of("content", List.of("a", "b", "c"))).message())
                .isEqualTo("a (and 2 more errors)");
    }

    @Test
    void a_retry_is_never_advised_in_less_than_a_second() {
        assertThat(ApiError.unavailable("x", "y", Duration.ofMillis(10)).headers())
                .containsEntry("Retry-After", "1");
    }
}
