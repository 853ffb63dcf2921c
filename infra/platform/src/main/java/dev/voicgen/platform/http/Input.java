package dev.voicgen.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.value.ApiKey;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What a request says: the fields of its JSON body, of a form, or of its path and query, all read by the same rules, those of
 * Laravel's validation. Texts are trimmed; a blank text is absent, as null is; a number in a text counts as the number. What
 * is wrong with each field is noted, and {@link #check} refuses with all of it at once. For one thread.
 */
public final class Input {

    private final ObjectNode fields;
    private final String path;
    private final Map<String, List<String>> errors;

    private Input(ObjectNode fields, String path, Map<String, List<String>> errors) {
        this.fields = fields;
        this.path = path;
        this.errors = errors;
    }

    public static Input of(ObjectNode fields) {
        return new Input(fields, "", new LinkedHashMap<>());
    }

    /**
     * The JSON object in the request's body, which was gathered.
     *
     * @throws FailedRequest with 415, 400 or, where it is JSON but no object, 422
     */
    public static Input json(Context ctx) {
        MediaType.require(ctx, List.of(MediaType.JSON));
        return of(JsonBody.parse(ctx.bodyAsBytes(), "body"));
    }

    /** As {@link #json}, where the body may be empty, which says nothing. */
    public static Input optionalJson(Context ctx) {
        return ctx.bodyAsBytes().length == 0 ? of(JsonNodeFactory.instance.objectNode()) : json(ctx);
    }

    /** The form in the request's body. */
    public static Input form(Context ctx) {
        return of(firstOf(ctx.formParamMap()));
    }

    /** The parameters of the request's path and query; where both have one of a name, it is the path's. */
    public static Input parameters(Context ctx) {
        ObjectNode parameters = firstOf(ctx.queryParamMap());
        ctx.pathParamMap().forEach(parameters::put);
        return of(parameters);
    }

    public boolean has(String name) {
        return fields.has(name);
    }

    /** Any JSON; absent where it is null or blank. */
    public Field<JsonNode> any(String name) {
        JsonNode node = fields.get(name);
        boolean absent = node == null
                || node.isNull()
                || (node.isTextual() && InputText.trim(node.textValue()).isEmpty());
        return new Field<>(this, name, absent ? null : node);
    }

    /** A text of any length. A key in it is a fault: it would be stored and shown. */
    public Field<String> text(String name) {
        return withoutKey(article(name));
    }

    /** A text of at most {@code max} characters. */
    public Field<String> text(String name, int max) {
        return shorter(text(name), max);
    }

    /** A text of at most {@code max} characters without control characters. */
    public Field<String> line(String name, int max) {
        return shorter(withoutKey(trimmed(name, Character::isISOControl)), max);
    }

    /** The text of an article. What a client publishes is its own affair, so a key in it is no fault. */
    public Field<String> article(String name) {
        // PostgreSQL stores no NUL.
        return trimmed(name, character -> character == 0);
    }

    /** A text of {@code min} to {@code max} characters exactly as it was given, for passwords. */
    public Field<String> untrimmed(String name, int min, int max) {
        Field<String> text = withoutKey(any(name).as(FieldTypes::text, "must be a string."));
        return shorter(
                text.when(given -> InputText.length(given) >= min, "must be at least " + min + " characters."), max);
    }

    /** The texts of an array, or the lines of a text, as forms have no arrays; blank ones are left out. */
    public Field<List<String>> texts(String name) {
        return any(name)
                .as(FieldTypes::texts, "must be an array of strings.")
                .when(texts -> texts.stream().noneMatch(ApiKey::isIn), "must not contain an API key.");
    }

    /** A whole number; 2.0 is one, and so is "2". */
    public Field<Long> integer(String name) {
        return any(name).as(FieldTypes::whole, "must be an integer.");
    }

    public Field<Long> integer(String name, long min, long max) {
        return integer(name)
                .when(number -> number >= min && number <= max, "must be between " + min + " and " + max + ".");
    }

    public Field<Double> number(String name, long min, long max) {
        return any(name)
                .as(FieldTypes::number, "must be a number.")
                .when(number -> number >= min && number <= max, "must be between " + min + " and " + max + ".");
    }

    /** True or false, also as 1 or 0. */
    public Field<Boolean> flag(String name) {
        return any(name).as(FieldTypes::flag, "must be true or false.");
    }

    public Field<Instant> instant(String name) {
        return text(name).as(FieldTypes::instant, "must be a time in ISO 8601, such as 2026-03-31T12:00:00Z.");
    }

    public Field<LocalDate> date(String name) {
        return text(name).as(FieldTypes::date, "must be a date such as 2026-03-31.");
    }

    public Field<String> choice(String name, Collection<String> choices) {
        return text(name).selected(given -> Optional.of(given).filter(choices::contains), oneOf(choices));
    }

    /** Tells people what there is to choose. */
    public static String oneOf(Collection<?> choices) {
        return choices.isEmpty()
                ? "There is none."
                : "It must be one of: " + choices.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
    }

    /** An object inside; an empty one where there is none, so that its own fields are found missing. */
    public Input object(String name) {
        return any(name)
                .when(JsonNode::isObject, "must be an object.")
                .get()
                .map(object -> inside(name, (ObjectNode) object))
                .orElseGet(() -> inside(name, JsonNodeFactory.instance.objectNode()));
    }

    /** The 1 to {@code max} objects of an array; none where it is absent or wrong. */
    public List<Input> objects(String name, int max) {
        Field<JsonNode> array = any(name)
                .when(JsonNode::isArray, "must be an array.")
                .when(list -> !list.isEmpty(), "must have at least 1 item.")
                .when(list -> list.size() <= max, "must not have more than " + max + " items.");
        List<Input> objects = new ArrayList<>();
        int index = 0;
        for (JsonNode element : array.orElse(JsonNodeFactory.instance.arrayNode())) {
            String place = name + "." + index++;
            if (element instanceof ObjectNode object) {
                objects.add(inside(place, object));
            } else {
                fault(place, "must be an object.");
            }
        }
        return objects;
    }

    /** Notes "The … field " and {@code rule}. */
    public void fault(String name, String rule) {
        reject(name, "The " + label(name) + " field " + rule);
    }

    /** Notes what is wrong with a field. */
    public void reject(String name, String message) {
        errors.computeIfAbsent(path + name, none -> new ArrayList<>()).add(message);
    }

    /** @throws FailedRequest with 422 where anything was wrong, also in an object inside */
    public void check() {
        if (!errors.isEmpty()) {
            throw new FailedRequest(ApiError.invalid(errors));
        }
    }

    /** Whether something is wrong with the field. */
    public boolean isFaulty(String name) {
        return errors.containsKey(path + name);
    }

    String label(String name) {
        return (path + name).replace('_', ' ');
    }

    private Input inside(String name, ObjectNode object) {
        return new Input(object, path + name + ".", errors);
    }

    private Field<String> trimmed(String name, IntPredicate refused) {
        Field<String> given = any(name).as(FieldTypes::text, "must be a string.");
        String raw = given.orElse("");
        String text = InputText.trim(raw);
        Optional<String> place = InputText.place(raw, raw.indexOf(text), text.length(), refused);
        place.ifPresent(where -> fault(name, "must not contain control characters: there is " + where + "."));
        return new Field<>(this, name, given.get().isEmpty() || place.isPresent() ? null : text);
    }

    private static Field<String> withoutKey(Field<String> text) {
        return text.when(given -> !ApiKey.isIn(given), "must not contain an API key.");
    }

    private static Field<String> shorter(Field<String> text, int max) {
        return text.when(given -> InputText.length(given) <= max, "must not be greater than " + max + " characters.");
    }

    /** A value that cannot be decoded, such as a lone per cent sign, is none: Javalin leaves its list empty. */
    private static ObjectNode firstOf(Map<String, List<String>> parameters) {
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, values) -> values.stream().findFirst().ifPresent(value -> first.put(name, value)));
        return first;
    }
}
