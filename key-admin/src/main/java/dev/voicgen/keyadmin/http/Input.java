package dev.voicgen.keyadmin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import dev.voicgen.platform.http.MediaType;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request's fields, JSON or a form's. A reader answers with something harmless where the value is bad and notes why;
 * {@link #check} then refuses with all faults at once. For one thread.
 */
public final class Input {

    private final JsonNode fields;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    private Input(JsonNode fields) {
        this.fields = fields;
        fields.properties().forEach(field -> refuseKey(field.getKey(), field.getValue()));
    }

    /** The JSON object in the request's body, which was gathered. */
    public static Input json(Context ctx) {
        MediaType.require(ctx, List.of(MediaType.JSON));
        return new Input(object(parse(ctx.bodyAsBytes())));
    }

    /** The same where the body may be empty, which says nothing. */
    static Input optionalJson(Context ctx) {
        return ctx.bodyAsBytes().length == 0 ? of(NullNode.instance) : json(ctx);
    }

    /** The form in the request's body; a field that is given empty is given as nothing. */
    public static Input form(Context ctx) {
        ObjectNode fields = Json.mapper().createObjectNode();
        ctx.formParamMap().forEach((name, values) -> {
            String value = values.get(0);
            fields.put(name, value.isBlank() ? null : value);
        });
        return new Input(fields);
    }

    /** An object of a list; anything else counts as an empty one. */
    static Input of(JsonNode element) {
        return new Input(element.isObject() ? element : Json.mapper().createObjectNode());
    }

    public boolean has(String field) {
        return fields.has(field);
    }

    /** Any JSON; null where it is missing or null. */
    JsonNode node(String field) {
        JsonNode value = fields.get(field);
        return value instanceof NullNode ? null : value;
    }

    /** A text of 1 to {@code max} characters without control characters, stripped; required. */
    public String text(String field, int max) {
        String text = sized(field, 1, max).strip();
        return text.codePoints().anyMatch(Character::isISOControl)
                ? reject(field, "The " + words(field) + " field must not contain control characters.", "")
                : text;
    }

    /** A text of {@code min} to {@code max} characters, exactly as it was given; required. */
    String sized(String field, int min, int max) {
        JsonNode value = required(field);
        if (value == null) {
            return "";
        }
        if (!value.isTextual()) {
            return reject(field, "The " + words(field) + " field must be a string.", "");
        }
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        if (length < min) {
            return reject(field, "The " + words(field) + " field must be at least " + min + " characters.", "");
        }
        return length > max
                ? reject(field, "The " + words(field) + " field must not be greater than " + max + " characters.", "")
                : text;
    }

    /** One of {@code allowed}; {@code byDefault} where it is missing, and required where that is null. */
    public String choice(String field, String byDefault, Set<String> allowed) {
        if (byDefault != null && node(field) == null) {
            return byDefault;
        }
        JsonNode value = required(field);
        if (value == null) {
            return "";
        }
        return value.isTextual() && allowed.contains(value.textValue())
                ? value.textValue()
                : reject(field, "The selected " + words(field) + " is invalid.", "");
    }

    boolean flag(String field) {
        JsonNode value = required(field);
        return value != null
                && (value.isBoolean()
                        ? value.booleanValue()
                        : reject(field, "The " + words(field) + " field must be true or false.", false));
    }

    /** A whole number from {@code min}, or null where it is missing or null. Forms send it as text. */
    public Long number(String field, long min, long max) {
        JsonNode value = node(field);
        if (value == null) {
            return null;
        }
        Long number = value.isIntegralNumber() && value.canConvertToLong() ? (Long) value.longValue() : parsed(value);
        if (number == null) {
            return reject(field, "The " + words(field) + " field must be an integer.", null);
        }
        return number < min || number > max
                ? reject(field, "The " + words(field) + " field must be between " + min + " and " + max + ".", null)
                : number;
    }

    Integer integer(String field, int min) {
        Long number = number(field, min, Integer.MAX_VALUE);
        return number == null ? null : number.intValue();
    }

    int requiredInteger(String field, int min) {
        return required(field) == null ? min : (int) orElse(number(field, min, Integer.MAX_VALUE), min);
    }

    /** An ISO-8601 instant, or null where it is missing or null. */
    Instant instant(String field) {
        JsonNode value = node(field);
        if (value == null) {
            return null;
        }
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeParseException e) {
            return reject(field, "The " + words(field) + " field must be a date such as 2030-01-31T00:00:00Z.", null);
        }
    }

    /** An object inside; an empty one where there is none, so that its own fields are found missing. */
    Input inner(String field) {
        JsonNode value = node(field);
        return new Input(
                value != null && value.isObject() ? value : Json.mapper().createObjectNode());
    }

    /** Notes what is wrong with a field, and answers {@code harmless}. */
    <T> T reject(String field, String message, T harmless) {
        errors.computeIfAbsent(field, none -> new ArrayList<>()).add(message);
        return harmless;
    }

    /** Takes over what was wrong with an object inside. */
    void rejectAll(String prefix, Input inner) {
        inner.errors.forEach((field, messages) -> errors.put(prefix + field, messages));
    }

    /** Refuses the request where anything was wrong. */
    public void check() {
        if (!errors.isEmpty()) {
            throw new FailedRequest(Failure.invalid(errors));
        }
    }

    /** Whatever is said here is stored and shown, so a key that was pasted into it would be out. */
    private void refuseKey(String field, JsonNode value) {
        if (ApiKey.isIn(field) || ApiKey.isIn(value.toString())) {
            String name = ApiKey.hiddenIn(field);
            reject(name, "The " + words(name) + " field must not contain an API key.", null);
        }
    }

    JsonNode required(String field) {
        JsonNode value = node(field);
        boolean empty = value == null || (value.isTextual() && value.textValue().isBlank());
        return empty ? reject(field, "The " + words(field) + " field is required.", null) : value;
    }

    static String words(String field) {
        return field.replace('_', ' ');
    }

    private static long orElse(Long number, long other) {
        return number == null ? other : number;
    }

    private static Long parsed(JsonNode value) {
        try {
            return value.isTextual() ? Long.valueOf(value.textValue()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static JsonNode object(JsonNode node) {
        if (node == null || !node.isObject()) {
            throw new FailedRequest(Failure.of(422, "validation_failed", "The request body must be a JSON object."));
        }
        return node;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new FailedRequest(Failure.of(400, "malformed_json", "The request body is not valid JSON."));
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
    }
}
