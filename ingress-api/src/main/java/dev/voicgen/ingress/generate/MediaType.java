package dev.voicgen.ingress.generate;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request says its body is. */
public final class MediaType {

    public static final String JSON = "application/json";

    private static final Pattern UTF8 =
            Pattern.compile("([^;\\s]+)\\s*(?:;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?;?\\s*", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    /** The media type in lower case; empty where there is none, or the body is compressed or in another charset. */
    public static Optional<String> of(Context ctx) {
        String encoding = ctx.header("Content-Encoding");
        if (ctx.contentType() == null || !(encoding == null || "identity".equalsIgnoreCase(encoding))) {
            return Optional.empty();
        }
        Matcher type = UTF8.matcher(ctx.contentType().strip());
        return type.matches() ? Optional.of(type.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
