package dev.voicgen.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
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

    /** Those of its operations whose first tag is one of {@code tags}; no CORS preflights. */
    Stream<JsonNode> operations(Set<String> tags) {
        return documented(tags).map(Map.Entry::getValue);
    }

    /** As {@link #operations}, such as {@code GET /v1/usage}. */
    Stream<String> routes(Set<String> tags) {
        return documented(tags).map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + template);
    }

    private Stream<Map.Entry<String, JsonNode>> documented(Set<String> tags) {
        return item.properties().stream()
                .filter(operation -> !"options".equals(operation.getKey()))
                .filter(operation ->
                        tags.contains(operation.getValue().at("/tags/0").asText()));
    }

    int parameters() {
        return (int) PARAMETER.matcher(template).results().count();
    }
}
