package dev.voicgen.platform.http;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request's failure as its client sees it; nothing internal is in it.
 *
 * @param status of HTTP
 * @param code a stable word for programs
 * @param errors messages by field in the order of blame, empty where no field is to blame
 * @param data what helps the client on; may be null
 * @param headers to set on the answer
 */
public record ApiError(
        int status,
        String code,
        String message,
        Map<String, List<String>> errors,
        Object data,
        Map<String, String> headers) {

    public ApiError {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        headers = Map.copyOf(headers);
    }

    public static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, Map.of(), null, Map.of());
    }

    /** What the protocol itself refuses. */
    public static ApiError ofStatus(int status) {
        return switch (status) {
            case 400 -> of(400, "bad_request", "The request is malformed.");
            case 404 -> of(404, "not_found", "Not found.");
            case 405 -> of(405, "method_not_allowed", "Method not allowed.");
            case 406 -> of(406, "not_acceptable", "Answers are application/json, which the Accept header excludes.");
            case 408 -> of(408, "request_timeout", "The request took too long to arrive.");
            case 413 -> of(413, "body_too_large", "The request body is too large.");
            case 414 -> of(414, "uri_too_long", "The request URI is too long.");
            case 415 -> of(415, "unsupported_media_type", "The content type is not supported.");
            case 416 -> of(416, "range_not_satisfiable", "The range lies outside the content.");
            case 431 -> of(431, "headers_too_large", "The request headers are too large.");
            case 503 -> unavailable("unavailable", "Service unavailable.", Duration.ofSeconds(1));
            default ->
                status >= 500
                        ? of(status, "internal_error", "Something went wrong on our side.")
                        : of(status, "http_" + status, "The request cannot be handled.");
        };
    }

    /** 422: the message is the first error, and says how many more there are. */
    public static ApiError invalid(Map<String, List<String>> errors) {
        int count = errors.values().stream().mapToInt(List::size).sum();
        String first = errors.values().iterator().next().get(0);
        String message = switch (count) {
            case 1 -> first;
            case 2 -> first + " (and 1 more error)";
            default -> first + " (and " + (count - 1) + " more errors)";
        };
        return new ApiError(422, "validation_failed", message, errors, null, Map.of());
    }

    /** 503: coming again after {@code retryAfter} may help. */
    public static ApiError unavailable(String code, String message, Duration retryAfter) {
        return of(503, code, message).withHeader("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }

    public ApiError withData(Object newData) {
        return new ApiError(status, code, message, errors, newData, headers);
    }

    public ApiError withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiError(status, code, message, errors, data, more);
    }
}
