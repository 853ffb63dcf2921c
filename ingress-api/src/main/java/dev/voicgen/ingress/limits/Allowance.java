package dev.voicgen.ingress.limits;

import dev.voicgen.platform.http.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the limit says of one request.
 *
 * @param remaining requests left in the window
 * @param resetsAt when the window ends
 */
public record Allowance(boolean allowed, int limit, int remaining, Instant resetsAt, Instant now) {

    /** For every limited answer. */
    public Map<String, String> headers() {
        return Map.of("X-RateLimit-Limit", String.valueOf(limit), "X-RateLimit-Remaining", String.valueOf(remaining));
    }

    /** 429, for a request that is not allowed. */
    public ApiError refusal() {
        long seconds =
                Math.max(1, Duration.between(now, resetsAt).plusMillis(999).toSeconds());
        return ApiError.of(429, "rate_limited", "Too Many Attempts.")
                .withHeader("Retry-After", String.valueOf(seconds))
                .withHeader("X-RateLimit-Reset", String.valueOf(now.getEpochSecond() + seconds));
    }
}
