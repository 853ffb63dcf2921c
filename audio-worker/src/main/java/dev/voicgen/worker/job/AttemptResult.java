package dev.voicgen.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.worker.narration.Narration;
import java.time.Duration;

/** The consequence of an attempt for its job. */
sealed interface AttemptResult {

    /** The job ends with this audio. */
    record Done(Narration.Narrated narrated) implements AttemptResult {

        ReadyAudio audio() {
            int seconds = Math.toIntExact(Math.max(1, Math.round(narrated.durationMs() / 1000.0)));
            return new ReadyAudio(narrated.file().value(), seconds);
        }

        /** Where each segment is heard: a JSON array. */
        String segments() {
            try {
                return Json.mapper().writeValueAsString(narrated.segments());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("segments are always JSON", e);
            }
        }
    }

    /** Another attempt follows after the time {@code after}. */
    record Retry(Duration after, String reason) implements AttemptResult {}

    /** The job ends without audio. */
    record Reject(JobFailure failure) implements AttemptResult {}

    /**
     * The consequence of a narration. Pure.
     *
     * @param attempt counted from 1
     */
    static AttemptResult on(Narration outcome, int attempt, RetryPolicy policy) {
        if (outcome instanceof Narration.Narrated narrated) {
            return new Done(narrated);
        }
        if (outcome instanceof Narration.Unspeakable unspeakable) {
            return new Reject(JobFailure.of(unspeakable.code(), unspeakable.reason()));
        }
        if (outcome instanceof Narration.TryAgain tryAgain) {
            return retry(tryAgain, attempt, policy);
        }
        if (outcome instanceof Narration.Cancelled) {
            // A lost lease unwinds the work before this is called, so only the deadline can have cancelled it.
            return retry(
                    new Narration.TryAgain(Duration.ZERO, "the deadline of the attempt has passed"), attempt, policy);
        }
        throw new IllegalArgumentException("unknown outcome " + outcome);
    }

    private static AttemptResult retry(Narration.TryAgain tryAgain, int attempt, RetryPolicy policy) {
        return attempt < policy.attempts()
                ? new Retry(policy.backoff().after(attempt, tryAgain.after()), tryAgain.reason())
                : new Reject(JobFailure.exhausted(attempt, tryAgain.reason()));
    }
}
