package dev.voicgen.worker.job;

import java.time.Duration;

/** How long to wait before trying again: {@code first}, then four times as long each time, never more than {@code longest}. */
public record Backoff(Duration first, Duration longest) {

    private static final int FACTOR = 4;

    /**
     * The wait after failed attempt {@code attempt}, counted from 1; at least {@code atLeast}, which is what an engine asked
     * for, but never more than {@code longest}.
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
