package dev.voicgen.contracts.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a request is not let in. The JSON word is the {@code code} that clients see. */
public enum RefusalReason {
    /** No live key has this hash. */
    @JsonProperty("invalid_key")
    INVALID_KEY,
    @JsonProperty("site_inactive")
    SITE_INACTIVE,
    @JsonProperty("subscription_inactive")
    SUBSCRIPTION_INACTIVE,
    @JsonProperty("trial_expired")
    TRIAL_EXPIRED,
    /** The plan has no REST access. */
    @JsonProperty("plan_restriction")
    PLAN_RESTRICTION,
    /** The month's posts are used up. */
    @JsonProperty("quota_exceeded")
    QUOTA_EXCEEDED,
    /** The request reached the log after its client was told to come again. */
    @JsonProperty("too_late")
    TOO_LATE,
    /** The post has no audio and no job. */
    @JsonProperty("not_found")
    NOT_FOUND,
    /** The post's job has not ended yet. */
    @JsonProperty("in_progress")
    IN_PROGRESS
}
