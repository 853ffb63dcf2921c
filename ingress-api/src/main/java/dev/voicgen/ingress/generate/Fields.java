package dev.voicgen.ingress.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes fields out of a JSON object by type and collects what is wrong with each, in Laravel's words. A field that is
 * null is absent.
 */
public final class Fields {

    private final ObjectNode body;
    private final String path;
    private final Map<String, List<String>> errors;

    public Fields(ObjectNode body) {
        this(body, "", new LinkedHashMap<>());
    }

    private Fields(ObjectNode body, String path, Map<String, List<String>> errors) {
        this.body = body;
        this.path = path;
        this.errors = errors;
    }

    /** The fields of an object inside this one; what is wrong with them is noted here, under {@code name}. */
    public Fields inside(String name, ObjectNode object) {
        return new Fields(object, path + name + ".", errors);
    }

    /** The text of a field, or empty where it is absent or wrong. A key in it is wrong: it would be stored and shown. */
    public Optional<String> text(String name) {
        Optional<String> text = anyText(name);
        if (text.isPresent() && ApiKey.isIn(text.get())) {
            fault(name, "must not contain an API key.");
            return Optional.empty();
        }
        return text;
    }

    /** The text of an article, or empty where it is absent or wrong. What a client publishes is its own affair. */
    public Optional<String> requiredArticle(String name) {
        return required(name, anyText(name).filter(text -> !text.isBlank()));
    }

    private Optional<String> anyText(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isTextual()) {
            fault(name, "must be a string.");
            return Optional.empty();
        }
        String text = value.get().textValue();
        if (!isStorable(text)) {
            fault(name, "contains characters that are not allowed.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** As {@link #text}, where blank means absent. */
    public Optional<String> filledText(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    /** As {@link #filledText}; notes a fault where it is absent. */
    public Optional<String> requiredText(String name) {
        return required(name, filledText(name));
    }

    private Optional<String> required(String name, Optional<String> text) {
        if (text.isEmpty() && !errors.containsKey(path + name)) {
            fault(name, "is required.");
        }
        return text;
    }

    /** A whole number; 2.0 is one. */
    Optional<Long> integer(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = value.get();
        boolean whole = node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue());
        if (!whole || !node.canConvertToLong()) {
            fault(name, "must be an integer.");
            return Optional.empty();
        }
        return Optional.of(node.longValue());
    }

    /** A number from 0 to {@code max}. */
    public Optional<Double> number(String name, long max) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isNumber()) {
            fault(name, "must be a number.");
            return Optional.empty();
        }
        double number = value.get().doubleValue();
        if (!(number >= 0 && number <= max)) {
            fault(name, "must be between 0 and " + max + ".");
            return Optional.empty();
        }
        return Optional.of(number);
    }

    /** False where it is absent. */
    boolean flag(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            fault(name, "must be true or false.");
        }
        return value.isPresent() && value.get().booleanValue();
    }

    /** Notes "The … field " and {@code predicate}. */
    public void fault(String name, String predicate) {
        add(name, "The " + label(path + name) + " field " + predicate);
    }

    /** Notes that the value is none of those there are. */
    public void notInSet(String name) {
        add(name, "The selected " + label(path + name) + " is invalid.");
    }

    /** @throws FailedRequest with 422 where anything is wrong */
    public void check() {
        if (!errors.isEmpty()) {
            throw new FailedRequest(Failure.invalid(errors));
        }
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(body.get(name)).filter(value -> !value.isNull());
    }

    private void add(String name, String message) {
        errors.computeIfAbsent(path + name, unused -> new ArrayList<>()).add(message);
    }

    private static String label(String name) {
        return name.replace('_', ' ');
    }

    /** PostgreSQL stores no NUL, and UTF-8 has no half of a surrogate pair. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
