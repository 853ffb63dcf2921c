package dev.voicgen.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

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

    int parameters() {
        return (int) PARAMETER.matcher(template).results().count();
    }
}
