package dev.voicgen.ingress.admission;

import dev.voicgen.contracts.site.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The requests that wait for admission's answer. Thread-safe. */
final class PendingVerdicts {

    private final int capacity;
    /** On the monotonic clock, in nanoseconds. */
    private volatile long lastAnswered = System.nanoTime() - Duration.ofDays(1).toNanos();

    private final Map<String, CompletableFuture<Verdict>> waiting = new ConcurrentHashMap<>();

    /** @param capacity how many may wait, about */
    PendingVerdicts(int capacity) {
        this.capacity = capacity;
    }

    /** What the verdict will complete, or empty where too many wait already. Forgotten as soon as it is complete. */
    Optional<CompletableFuture<Verdict>> await(String requestId) {
        if (waiting.size() >= capacity) {
            return Optional.empty();
        }
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        waiting.put(requestId, verdict);
        var unused = verdict.whenComplete((found, failure) -> waiting.remove(requestId));
        return Optional.of(verdict);
    }

    /** Whether somebody here waits for the answer to {@code requestId}. */
    boolean expects(String requestId) {
        return waiting.containsKey(requestId);
    }

    void complete(Verdict verdict) {
        CompletableFuture<Verdict> request = waiting.get(verdict.requestId());
        if (request != null) {
            lastAnswered = System.nanoTime();
            request.complete(verdict);
        }
    }

    /** How long it is since somebody here was answered; a day where nobody has been. */
    Duration sinceLastAnswer() {
        return Duration.ofNanos(System.nanoTime() - lastAnswered);
    }

    int size() {
        return waiting.size();
    }
}
