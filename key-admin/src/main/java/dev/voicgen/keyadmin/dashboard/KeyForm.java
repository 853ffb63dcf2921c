package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.site.KeyWarnings;
import java.util.List;
import java.util.Map;

/**
 * The form of a new key, with what the user typed and what is wrong with it.
 *
 * @param integration rest or plugin; empty where nothing has been chosen
 */
public record KeyForm(String name, String integration, Map<String, List<String>> errors) {

    static final KeyForm EMPTY = new KeyForm("", "", Map.of());

    /** With the kind chosen that the plan lets in. */
    KeyForm usual(KeyWarnings warnings) {
        return new KeyForm(name, warnings.restAccess() ? "rest" : "plugin", errors);
    }

    public String error(String field) {
        return Forms.error(errors, field);
    }
}
