package dev.voicgen.keyadmin.account;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the memory and the cores that password checks take at once, how many checks wait, and how many of those come from
 * one client. A check that finds no place is refused at once, so that waiting takes no thread that others need. Thread-safe.
 */
final class PasswordTurns {

    /** A place is free again after about this long. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final int PLACES = 32;
    private static final int PLACES_OF_ONE = 4;

    private final Semaphore turns;
    private final Map<String, Integer> placesByName = new HashMap<>();
    private int places;

    PasswordTurns(int atOnce) {
        this.turns = new Semaphore(atOnce, true);
    }

    /** The answer of {@code check}, or nothing where {@code source} gets no place, or no turn in time. */
    <T> Optional<T> take(LoginThrottle.Source source, Supplier<T> check) {
        if (!enter(source.name())) {
            return Optional.empty();
        }
        try {
            return awaitTurn() ? Optional.of(inTurn(check)) : Optional.empty();
        } finally {
            leave(source.name());
        }
    }

    private <T> T inTurn(Supplier<T> check) {
        try {
            return check.get();
        } finally {
            turns.release();
        }
    }

    private boolean awaitTurn() {
        try {
            return turns.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized boolean enter(String name) {
        if (places == PLACES || placesByName.getOrDefault(name, 0) == PLACES_OF_ONE) {
            return false;
        }
        places++;
        placesByName.merge(name, 1, Integer::sum);
        return true;
    }

    private synchronized void leave(String name) {
        places--;
        placesByName.computeIfPresent(name, (same, count) -> count == 1 ? null : count - 1);
    }
}
