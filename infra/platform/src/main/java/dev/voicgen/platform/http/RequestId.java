package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** One id for a request in its answer and in the logs: the client's own where it sent a harmless one. */
public final class RequestId {

    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "request-id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of the request that {@code ctx} answers. */
    public static String of(Context ctx) {
        return ctx.attribute(ATTRIBUTE);
    }

    static void assign(Context ctx) {
        String given = ctx.header(HEADER);
        String id = given != null && HARMLESS.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        ctx.attribute(ATTRIBUTE, id);
        ctx.header(HEADER, id);
        MDC.put("request", id);
    }
}
