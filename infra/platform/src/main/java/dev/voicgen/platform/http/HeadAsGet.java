package dev.voicgen.platform.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers HEAD wherever GET is answered, with the same checks and headers (RFC 9110, 9.3.2). The connection leaves the content
 * out by itself.
 */
final class HeadAsGet extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(HttpMethod.HEAD.is(request.getMethod()) ? new Get(request) : request, response, callback);
    }

    private static final class Get extends Request.Wrapper {

        Get(Request request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.asString();
        }
    }
}
