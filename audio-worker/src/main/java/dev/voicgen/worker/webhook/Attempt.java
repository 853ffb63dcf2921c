package dev.voicgen.worker.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of sending a delivery once.
 *
 * @param statusCode null where no answer came
 * @param error in words for the receiver's owner; null where it was delivered
 * @param retryAfter for how long the receiver asked to be left alone; zero where it did not
 */
record Attempt(Instant at, Duration took, Outcome outcome, Integer statusCode, String error, Duration retryAfter) {

    enum Outcome {
        DELIVERED,
        /** Another attempt may fare better. */
        FAILED,
        /** No other attempt can fare better. */
        HOPELESS
    }
}
