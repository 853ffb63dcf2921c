package dev.voicgen.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two bodies every JSON route answers with. */
public final class Envelope {

    private Envelope() {}

    /** {@code {"success": true, "message": …, "data": …}}. */
    public static void success(Context ctx, int status, String message, Object data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", true);
        body.put("message", message);
        body.put("data", data);
        write(ctx, status, body);
    }

    /** {@code {"success": false, "message": …, "code": …}}, with errors and data where there are any. */
    public static void failure(Context ctx, ApiError error) {
        error.headers().forEach(ctx::header);
        write(ctx, error.status(), failureBody(error));
    }

    static Map<String, Object> failureBody(ApiError error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", false);
        body.put("message", error.message());
        body.put("code", error.code());
        if (!error.errors().isEmpty()) {
            body.put("errors", error.errors());
        }
        if (error.data() != null) {
            body.put("data", error.data());
        }
        return body;
    }

    private static void write(Context ctx, int status, Map<String, Object> body) {
        try {
            ctx.status(status)
                    .contentType("application/json")
                    .result(Json.answers().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer must be writable as JSON", e);
        }
    }
}
