package dev.voicgen.platform.http;

import dev.voicgen.contracts.value.ApiKey;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** One id for a request in its answer and in the logs: the client's own where it sent a harmless one. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "request-id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of the request that {@code ctx} answers. */
    public static String of(Context ctx) {
        return ctx.attribute(ATTRIBUTE);
    }

    /** The request's id, made if it has none yet, and set on its answer. */
    static String assign(Request request, Response response) {
        String id = (String) request.getAttribute(ATTRIBUTE);
        if (id == null) {
            String given = request.getHeaders().get(HEADER);
            id = given != null && HARMLESS.matcher(given).matches() && !ApiKey.isIn(given)
                    ? given
                    : UUID.randomUUID().toString();
            request.setAttribute(ATTRIBUTE, id);
        }
        response.getHeaders().put(HEADER, id);
        return id;
    }

    /**
     * Gives every request its id before anything else sees it, in the answer and in its log lines. Its later steps, on other
     * threads, have the id in their log lines through {@link LogContext}.
     */
    static final class Assigner extends Handler.Wrapper {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String id = assign(request, response);
            MDC.put("request", id);
            try {
                return super.handle(request, response, callback);
            } finally {
                MDC.remove("request");
            }
        }
    }
}
