package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a change of rights: an error while the change is not confirmed, else how it was confirmed. */
public enum ChangeAnswer {
    KEY_MADE(
            "change_pending",
            "The key is stored but could not be made known in time. It was never shown: revoke it and make another."),
    SITE_MADE("change_pending", "The site is stored but could not be made known in time. It will be within moments."),
    KEY_REVOKED(
            "revocation_pending",
            "The key is revoked, but it is not confirmed yet that no instance accepts it. Revoke it again to have it confirmed."),
    KEYS_ROTATED(
            "revocation_pending",
            "The keys are revoked, but it is not confirmed yet that no instance accepts them. Rotate again: the key"
                    + " made by this call was never shown and ends with the next rotation."),
    CHANGED(
            "revocation_pending",
            "The change is stored, but it is not confirmed yet that it holds everywhere. Send it again to have it confirmed.");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final String code;
    private final String pendingMessage;

    ChangeAnswer(String code, String pendingMessage) {
        this.code = code;
        this.pendingMessage = pendingMessage;
    }

    /** Tells the user what to do about a change that is not confirmed yet. */
    public String pendingMessage() {
        return pendingMessage;
    }

    /** Answers with an error if the change may not hold everywhere. */
    void refusePending(Confirmation confirmation) {
        if (confirmation instanceof Confirmation.Pending) {
            throw new FailedRequest(ApiError.unavailable(code, pendingMessage, RETRY_AFTER));
        }
    }

    /** Adds the confirmation to {@code data}, if the change needed one. */
    static Map<String, Object> withConfirmation(Map<String, Object> data, Confirmation confirmation) {
        Map<String, Object> answer = new LinkedHashMap<>(data);
        if (confirmation instanceof Confirmation.Confirmed) {
            answer.put("confirmation", confirmation);
        }
        return answer;
    }
}
