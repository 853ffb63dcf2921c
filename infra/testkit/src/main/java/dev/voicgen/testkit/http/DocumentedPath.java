package dev.voicgen.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path of an OpenAPI document.
 *
 * @param template with its parameters in braces
 * @param item what the document says of it
 */
record DocumentedPath(String template, JsonNode item) {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    boolean matches(String path) {
        return path.matches(PARAMETER.matcher(template).replaceAll("[^/]+").replace(".", "\\."));
    }

    /** Those of its operations whose first tag is one of {@code tags}. */
    Stream<JsonNode> operations(Set<String> tags) {
        return item.valueStream()
                .filter(operation -> tags.contains(operation.at("/tags/0").asText()));
    }

    int parameters() {
        return (int) PARAMETER.matcher(template).results().count();
    }
}
