package dev.voicgen.keyadmin.dashboard;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** The form of a new account and its first user. The password is never shown again. */
public record AccountForm(String name, String email, Map<String, List<String>> errors) {

    static final AccountForm EMPTY = new AccountForm("", "", Map.of());

    static AccountForm refilled(Context ctx, Map<String, List<String>> errors) {
        return new AccountForm(Forms.typed(ctx, "name"), Forms.typed(ctx, "email"), errors);
    }

    public String error(String field) {
        return Forms.error(errors, field);
    }
}
