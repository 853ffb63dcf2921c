package dev.voicgen.worker.job;

import java.time.Duration;

/**
 * How often a job is attempted and how long it waits in between.
 *
 * @param attempts at least 1 and less than the number of deliveries ({@link ShareGroup#DELIVERY_LIMIT}): a job whose workers
 *     keep dying needs one more delivery to be ended
 */
public record RetryPolicy(int attempts, Backoff backoff) {

    private static final Duration BASE = Duration.ofMinutes(15);
    private static final int CHARACTERS_A_SECOND = 50;

    /** Waits {@code first}, then four times as long each time, never more than {@code longest}. */
    public record Backoff(Duration first, Duration longest) {

        private static final int FACTOR = 4;

        /**
         * The wait after a failed attempt: at least {@code atLeast}, which is what an engine asked for, but never more than
         * {@code longest}.
         *
         * @param attempt the number of the failed attempt, counted from 1
         */
        Duration after(int attempt, Duration atLeast) {
            Duration wait = first;
            for (int i = 1; i < attempt && wait.compareTo(longest) < 0; i++) {
                wait = wait.multipliedBy(FACTOR);
            }
            Duration wanted = wait.compareTo(atLeast) < 0 ? atLeast : wait;
            return wanted.compareTo(longest) < 0 ? wanted : longest;
        }
    }

    static RetryPolicy standard() {
        return new RetryPolicy(5, new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2)));
    }

    /** The longest that one attempt may take: three times the speed of speech, and a base for slow starts and busy machines. */
    static Duration deadline(int characters) {
        return BASE.plusSeconds(characters / CHARACTERS_A_SECOND);
    }
}
