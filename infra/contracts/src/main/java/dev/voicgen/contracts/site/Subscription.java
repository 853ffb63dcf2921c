package dev.voicgen.contracts.site;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * How a site's plan is paid for.
 *
 * @param trialEndsAt when a trial ends; null where there is no trial
 */
public record Subscription(Status status, Instant trialEndsAt) {

    public Subscription {
        requireNonNull(status, "status");
    }

    /** As the operator set it. */
    public enum Status {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("trialing")
        TRIALING,
        @JsonProperty("inactive")
        INACTIVE
    }

    /** What the subscription means at one moment. */
    public enum Standing {
        GOOD,
        INACTIVE,
        TRIAL_EXPIRED
    }

    /** The standing at {@code now}. A trial without an end is in good standing; one that ends now has ended. */
    public Standing standingAt(Instant now) {
        return switch (status) {
            case ACTIVE -> Standing.GOOD;
            case INACTIVE -> Standing.INACTIVE;
            case TRIALING -> trialEndsAt == null || now.isBefore(trialEndsAt) ? Standing.GOOD : Standing.TRIAL_EXPIRED;
        };
    }
}
