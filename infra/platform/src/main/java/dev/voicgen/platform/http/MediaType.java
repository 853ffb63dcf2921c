package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request says its body is (RFC 9110, 8.3). */
public final class MediaType {

    public static final String JSON = "application/json";
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern TYPE = Pattern.compile("\\s*(" + TOKEN + "/" + TOKEN + ")\\s*(;.*)?");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\"\\s]*))");

    private MediaType() {}

    /**
     * The media type in lower case; empty where none is given or it cannot be read. Parameters other than a charset mean
     * nothing here.
     *
     * @throws FailedRequest with 415 where the body is in another charset than UTF-8
     */
    public static Optional<String> of(Context ctx) {
        String header = ctx.req().getHeader("Content-Type");
        Matcher type = TYPE.matcher(header == null ? "" : header);
        if (!type.matches()) {
            return Optional.empty();
        }
        if (type.group(2) != null) {
            requireUtf8(PARAMETER.matcher(type.group(2)));
        }
        return Optional.of(type.group(1).toLowerCase(Locale.ROOT));
    }

    /**
     * The media type, which is one of {@code allowed}.
     *
     * @throws FailedRequest with 415 where it is another, or the body is in another charset than UTF-8
     */
    public static String require(Context ctx, Collection<String> allowed) {
        return of(ctx).filter(allowed::contains)
                .orElseThrow(
                        () -> unsupported("The Content-Type must be " + String.join(" or ", allowed) + " in UTF-8."));
    }

    private static void requireUtf8(Matcher parameter) {
        while (parameter.find()) {
            String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
            if ("charset".equalsIgnoreCase(parameter.group(1)) && !isUtf8(value)) {
                throw unsupported("The charset of the body must be UTF-8.");
            }
        }
    }

    private static boolean isUtf8(String charset) {
        return "utf-8".equalsIgnoreCase(charset) || "utf8".equalsIgnoreCase(charset);
    }

    private static FailedRequest unsupported(String message) {
        return new FailedRequest(ApiError.of(415, "unsupported_media_type", message));
    }
}
