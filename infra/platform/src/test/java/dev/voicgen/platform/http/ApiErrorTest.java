package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiErrorTest {

    @Test
    void oneErrorIsTheMessage() {
        assertThat(ApiError.invalid(Map.of("content", List.of("too short"))).message())
                .isEqualTo("too short");
    }

    @Test
    void moreErrorsAreCounted() {
        assertThat(ApiError.invalid(Map.of("content", List.of("a", "b"))).message())
                .isEqualTo("a (and 1 more error)");
        assertThat(ApiError.invalid(Map.of("content", List.of("a", "b", "c"))).message())
                .isEqualTo("a (and 2 more errors)");
    }

    @Test
    void aRetryIsNeverAdvisedInLessThanASecond() {
        assertThat(ApiError.unavailable("x", "y", Duration.ofMillis(10)).headers())
                .containsEntry("Retry-After", "1");
    }
}
