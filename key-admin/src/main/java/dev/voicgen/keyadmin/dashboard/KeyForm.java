package dev.voicgen.keyadmin.dashboard;

import java.util.List;
import java.util.Map;

/** The form of a new key, with what the user typed and what is wrong with it. */
public record KeyForm(String name, String integration, Map<String, List<String>> errors) {

    public String error(String field) {
        return String.join(" ", errors.getOrDefault(field, List.of()));
    }
}
