package dev.voicgen.platform.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * Gives every request its id before anything else sees it, in the answer and in its log lines. Later steps of it, on other
 * threads, have the id in theirs through {@link LogContext}.
 */
final class RequestIds extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String id = RequestId.assign(request, response);
        MDC.put("request", id);
        try {
            return super.handle(request, response, callback);
        } finally {
            MDC.remove("request");
        }
    }
}
