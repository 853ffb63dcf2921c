package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a change has come, in the words of the API. */
public final class Effects {

    /** What a change that is not confirmed yet means for whoever asked for it. */
    public enum IfPending {
        KEY_MADE(
                "change_pending",
                "The key is stored but could not be made known in time. It was never shown: revoke it and make another."),
        SITE_MADE(
                "change_pending", "The site is stored but could not be made known in time. It will be within moments."),
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

        private final String code;
        private final String message;

        IfPending(String code, String message) {
            this.code = code;
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private Effects() {}

    /** Refuses to call a change done that may not hold everywhere. */
    public static void refusePending(Confirmation confirmation, IfPending ifPending) {
        if (confirmation instanceof Confirmation.Pending) {
            throw new FailedRequest(ApiError.unavailable(ifPending.code, ifPending.message, RETRY_AFTER));
        }
    }

    /** {@code data} with how the change was confirmed, where it needed to be. */
    static Map<String, Object> with(Map<String, Object> data, Confirmation confirmation) {
        Map<String, Object> answer = new LinkedHashMap<>(data);
        if (confirmation instanceof Confirmation.Confirmed) {
            answer.put("confirmation", confirmation);
        }
        return answer;
    }
}
