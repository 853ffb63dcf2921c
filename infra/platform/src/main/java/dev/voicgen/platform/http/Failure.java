package dev.voicgen.platform.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request's failure as its client sees it; nothing internal is in it.
 *
 * @param status of HTTP
 * @param code a stable word for programs
 * @param errors messages by field, empty where no field is to blame
 * @param data what helps the client on; may be null
 * @param headers to set on the answer
 */
public record Failure(
        int status,
        String code,
        String message,
        Map<String, List<String>> errors,
        Object data,
        Map<String, String> headers) {

    public Failure {
        errors = Map.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Failure of(int status, String code, String message) {
        return new Failure(status, code, message, Map.of(), null, Map.of());
    }

    /** 422: the message is the first error, and says how many more there are. */
    public static Failure invalid(Map<String, List<String>> errors) {
        int count = errors.values().stream().mapToInt(List::size).sum();
        String first = errors.values().iterator().next().get(0);
        String message = switch (count) {
            case 1 -> first;
            case 2 -> first + " (and 1 more error)";
            default -> first + " (and " + (count - 1) + " more errors)";
        };
        // LinkedHashMap order is lost by Map.copyOf; the fields are named, so their order says nothing.
        return new Failure(422, "validation_failed", message, errors, null, Map.of());
    }

    /** 503: coming again after {@code retryAfter} may help. */
    public static Failure unavailable(String code, String message, Duration retryAfter) {
        return of(503, code, message).withHeader("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }

    public Failure withData(Object newData) {
        return new Failure(status, code, message, errors, newData, headers);
    }

    public Failure withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Failure(status, code, message, errors, data, more);
    }
}
