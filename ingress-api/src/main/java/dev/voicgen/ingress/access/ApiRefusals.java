package dev.voicgen.ingress.access;

import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.platform.http.ApiError;
import java.time.Duration;
import java.util.Optional;

/** The answers to a client that is refused. */
public final class ApiRefusals {

    private ApiRefusals() {}

    static ApiError missingKey() {
        return unauthorized("invalid_key", "API key missing. Send it in the X-API-Key header.");
    }

    /** On a route with a key; {@code quota} only where it is the reason. */
    public static ApiError of(RefusalReason reason, QuotaUsage quota) {
        return switch (reason) {
            case INVALID_KEY -> unauthorized("invalid_key", reason);
            case SITE_INACTIVE -> unauthorized("site_inactive", reason);
            case SUBSCRIPTION_INACTIVE -> unauthorized("subscription_inactive", reason);
            case TRIAL_EXPIRED -> unauthorized("trial_expired", reason);
            case PLAN_RESTRICTION -> planRestriction(reason.message());
            case QUOTA_EXCEEDED ->
                ApiError.of(403, "quota_exceeded", reason.message()).withData(quota);
            case TOO_LATE -> admissionUnavailable();
            case NOT_FOUND -> ApiError.of(404, "not_found", reason.message());
            case IN_PROGRESS -> ApiError.of(409, "in_progress", reason.message());
        };
    }

    /** The answer to a client whose request admission refused. */
    public static ApiError of(Optional<Verdict> verdict) {
        return verdict.orElse(null) instanceof Verdict.Refused refused
                ? of(refused.reason(), refused.quota())
                : admissionUnavailable();
    }

    /** On a public route, for a subscription that does not let its site in. */
    static Optional<ApiError> ofStanding(Subscription.Standing standing) {
        return switch (standing) {
            case GOOD -> Optional.empty();
            case INACTIVE -> Optional.of(publicInactive());
            case TRIAL_EXPIRED -> Optional.of(ApiError.of(402, "trial_expired", RefusalReason.TRIAL_EXPIRED.message()));
        };
    }

    static ApiError publicInactive() {
        return ApiError.of(402, "subscription_inactive", RefusalReason.SUBSCRIPTION_INACTIVE.message());
    }

    static ApiError unknownDomain() {
        return ApiError.of(403, "domain_not_allowed", "This domain is not registered.");
    }

    static ApiError keysUnavailable() {
        return ApiError.unavailable("keys_unavailable", "Keys cannot be checked now.", Duration.ofSeconds(2));
    }

    public static ApiError planRestriction(String message) {
        return ApiError.of(403, "plan_restriction", message);
    }

    /** The month's player events are used up; {@code quota} tells limit, used and when the next month begins. */
    public static ApiError analyticsQuota(Object quota) {
        return ApiError.of(403, "analytics_quota", "Monthly analytics quota exceeded.")
                .withData(quota);
    }

    /** No verdict came; asking again is safe, as admission is idempotent. */
    public static ApiError admissionUnavailable() {
        return ApiError.unavailable(
                "admission_unavailable", "The request cannot be decided now.", Duration.ofSeconds(2));
    }

    private static ApiError unauthorized(String code, RefusalReason reason) {
        return unauthorized(code, reason.message());
    }

    private static ApiError unauthorized(String code, String message) {
        return ApiError.of(401, code, message).withHeader("WWW-Authenticate", "ApiKey realm=\"voicgen\"");
    }
}
