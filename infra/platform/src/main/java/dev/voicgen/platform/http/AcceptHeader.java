package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses who says in {@code Accept} that they cannot read JSON (RFC 9110, 12.5.1). */
final class AcceptHeader {

    /** The ranges that JSON lies in. */
    private static final Pattern JSON = Pattern.compile("(?:application/(?:json|[*])|[*]/[*])\\s*(;.*)?");

    private static final Pattern NOT_AT_ALL = Pattern.compile(";\\s*q\\s*=\\s*0(?:[.]0*)?\\s*(?:;|$)");

    private AcceptHeader() {}

    /** @throws FailedRequest with 406 */
    static void check(Context ctx) {
        String accept = ctx.header("Accept");
        if (accept != null && !accept.isBlank() && !allowsJson(accept)) {
            throw new FailedRequest(ApiError.ofStatus(406));
        }
    }

    static boolean allowsJson(String accept) {
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            Matcher json = JSON.matcher(range.strip());
            if (json.matches()
                    && (json.group(1) == null
                            || !NOT_AT_ALL.matcher(json.group(1)).find())) {
                return true;
            }
        }
        return false;
    }
}
