package dev.voicgen.worker.job;

import java.time.Duration;

/**
 * How often a job is tried.
 *
 * @param most at least 1 and less than the number of deliveries (10): a job whose workers keep dying must come back
 *     once more to be ended
 */
public record Attempts(int most, Backoff backoff) {

    private static final Duration BASE = Duration.ofMinutes(15);
    private static final int CHARACTERS_A_SECOND = 50;

    static Attempts standard() {
        return new Attempts(5, new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2)));
    }

    /** How long one attempt may narrate: three times faster than speech, and a base for slow starts and busy machines. */
    static Duration deadline(int characters) {
        return BASE.plusSeconds(characters / CHARACTERS_A_SECOND);
    }
}
