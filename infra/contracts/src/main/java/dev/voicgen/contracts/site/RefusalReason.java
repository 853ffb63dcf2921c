package dev.voicgen.contracts.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a request is refused. The JSON word is the {@code code} that clients see. */
public enum RefusalReason {
    /** No live key has this hash. */
    @JsonProperty("invalid_key")
    INVALID_KEY("Invalid API key."),
    @JsonProperty("site_inactive")
    SITE_INACTIVE("Site inactive"),
    @JsonProperty("subscription_inactive")
    SUBSCRIPTION_INACTIVE("Subscription inactive"),
    @JsonProperty("trial_expired")
    TRIAL_EXPIRED("Trial expired"),
    /** The plan has no REST access. */
    @JsonProperty("plan_restriction")
    PLAN_RESTRICTION("Your plan does not include REST API access."),
    /** The month's posts are used up. */
    @JsonProperty("quota_exceeded")
    QUOTA_EXCEEDED("Monthly post quota exceeded."),
    /** The request reached the log after its client was told to come again. */
    @JsonProperty("too_late")
    TOO_LATE("The item was not decided on in time. Send it again."),
    /** The post has no audio and no job. */
    @JsonProperty("not_found")
    NOT_FOUND("There is no audio of this post in this language."),
    /** The post's job has not ended yet. */
    @JsonProperty("in_progress")
    IN_PROGRESS("The audio is being generated. Delete it when that has ended.");

    private final String message;

    RefusalReason(String message) {
        this.message = message;
    }

    /** For people. Of {@link #TOO_LATE} only the items of a batch are told: any other client has gone. */
    public String message() {
        return message;
    }
}
