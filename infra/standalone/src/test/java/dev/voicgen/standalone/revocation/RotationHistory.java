package dev.voicgen.standalone.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was sent and answered, by one monotonic clock, and what of it must not have been. Thread-safe. */
final class RotationHistory {

    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    /**
     * A request with the key of a generation.
     *
     * @param status 0: there was no answer
     */
    record Attempt(int generation, String instance, long sentAt, long answeredAt, int status) {

        /** A post that is not there, or a limit that is reached, is told only to whoever was let in. */
        boolean wasLetIn() {
            return status != UNAUTHORIZED && status != UNAVAILABLE && status != 0;
        }

        boolean wasRefused() {
            return status == UNAUTHORIZED;
        }
    }

    /** A rotation that was answered with the key of {@code generation}; every earlier generation is dead. */
    private record Rotation(int generation, long answeredAt) {}

    /** From {@code calledAt} on any earlier key may be dead. */
    private record Call(int newestBefore, long calledAt) {}

    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<Rotation> rotations = new ConcurrentLinkedQueue<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    /** To be called before the call is sent. */
    void rotationCalled(int newestGeneration) {
        calls.add(new Call(newestGeneration, System.nanoTime()));
    }

    /** To be called after the answer has come. */
    void rotationAnswered(int generation) {
        rotations.add(new Rotation(generation, System.nanoTime()));
    }

    int size() {
        return attempts.size();
    }

    int rotations() {
        return rotations.size();
    }

    long refusals() {
        return attempts.stream().filter(Attempt::wasRefused).count();
    }

    /** Requests that were sent after a rotation had answered and let in with a key from before it. */
    List<String> resurrections() {
        List<String> found = new ArrayList<>();
        for (Attempt attempt : attempts) {
            rotations.stream()
                    .filter(rotation -> attempt.wasLetIn()
                            && attempt.generation() < rotation.generation()
                            && attempt.sentAt() > rotation.answeredAt())
                    .findFirst()
                    .ifPresent(rotation -> found.add(attempt + " was sent "
                            + (attempt.sentAt() - rotation.answeredAt()) / 1_000 + " µs after " + rotation));
        }
        return found;
    }

    /** Requests with the newest key that were refused though the key had been shown and nobody had begun to end it. */
    List<String> newKeysRefused() {
        List<String> found = new ArrayList<>();
        for (Attempt attempt : attempts) {
            boolean shown = rotations.stream()
                    .anyMatch(rotation ->
                            rotation.generation() == attempt.generation() && rotation.answeredAt() < attempt.sentAt());
            boolean threatened = calls.stream()
                    .anyMatch(call ->
                            call.newestBefore() >= attempt.generation() && call.calledAt() < attempt.answeredAt());
            if (attempt.wasRefused() && shown && !threatened) {
                found.add(attempt.toString());
            }
        }
        return found;
    }
}
