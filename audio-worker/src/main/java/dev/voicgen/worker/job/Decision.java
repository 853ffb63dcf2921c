package dev.voicgen.worker.job;

import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.narration.Narration.Cancelled;
import dev.voicgen.worker.narration.Narration.Narrated;
import dev.voicgen.worker.narration.Narration.TryAgain;
import dev.voicgen.worker.narration.Narration.Unspeakable;
import java.time.Duration;

/** What becomes of a job after an attempt. */
sealed interface Decision {

    /** It ends with this audio. */
    record Done(Narrated narrated) implements Decision {}

    /** Another attempt follows {@code after} that time. */
    record Retry(Duration after, String reason) implements Decision {}

    /** It ends without audio. */
    record Reject(Failure failure) implements Decision {}

    /** Decides on the outcome of attempt {@code attempt}, counted from 1. Pure. */
    static Decision on(Narration outcome, int attempt, Attempts attempts) {
        if (outcome instanceof Narrated narrated) {
            return new Done(narrated);
        }
        if (outcome instanceof Unspeakable unspeakable) {
            return new Reject(Failure.of(unspeakable.code(), unspeakable.reason()));
        }
        if (outcome instanceof TryAgain tryAgain) {
            return retry(tryAgain, attempt, attempts);
        }
        if (outcome instanceof Cancelled) {
            // Those who take the record away unwind the work before they ask for a decision: only the deadline is left.
            return retry(new TryAgain(Duration.ZERO, "the deadline of the attempt has passed"), attempt, attempts);
        }
        throw new IllegalArgumentException("unknown outcome " + outcome);
    }

    private static Decision retry(TryAgain tryAgain, int attempt, Attempts attempts) {
        return attempt < attempts.most()
                ? new Retry(attempts.backoff().after(attempt, tryAgain.after()), tryAgain.reason())
                : new Reject(Failure.exhausted(attempt, tryAgain.reason()));
    }
}
