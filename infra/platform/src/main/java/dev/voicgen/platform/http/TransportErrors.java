package dev.voicgen.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Gives what the server refuses before a route is reached (a broken request line, too large a header) the one error body. */
final class TransportErrors extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        RequestId.assign(request, response);
        int status = isClientsFault(code) ? HttpStatus.BAD_REQUEST_400 : code;
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, body(status), callback);
    }

    /** Versions and codings of HTTP that nobody speaks: 5xx would say, to every monitor, that the server is broken. */
    private static boolean isClientsFault(int code) {
        return code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 || code == HttpStatus.NOT_IMPLEMENTED_501;
    }

    private static ByteBuffer body(int status) {
        try {
            return ByteBuffer.wrap(Json.mapper().writeValueAsBytes(Envelope.failureBody(ApiError.ofStatus(status))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a failure must be writable as JSON", e);
        }
    }
}
