package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.value.ApiKey;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What forms that are shown again have in common. */
final class Forms {

    private Forms() {}

    /** What the user typed, but no key. */
    static String typed(Context ctx, String field) {
        return ApiKey.hiddenIn(Objects.requireNonNullElse(ctx.formParam(field), ""));
    }

    /** What is wrong with a field; empty where nothing is. */
    static String error(Map<String, List<String>> errors, String field) {
        return String.join(" ", errors.getOrDefault(field, List.of()));
    }
}
