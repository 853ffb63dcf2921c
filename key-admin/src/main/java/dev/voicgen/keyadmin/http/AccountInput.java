package dev.voicgen.keyadmin.http;

import dev.voicgen.platform.http.Input;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads e-mail addresses and passwords. */
public final class AccountInput {

    private static final int MAX_EMAIL = 254;
    private static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 200;
    /** One @ with usable characters on both sides. Only a mail can show whether the address exists. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]]+@[^\\s@\"(),:;<>\\[\\\\\\]]+");

    private AccountInput() {}

    public static String email(Input input) {
        return input.line("email", MAX_EMAIL)
                .required()
                .when(text -> EMAIL.matcher(text).matches(), "must be a valid email address.")
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    public static String newPassword(Input input) {
        return input.untrimmed("password", MIN_PASSWORD, MAX_PASSWORD)
                .required()
                .orElse("");
    }

    /** Refuses the address because another user has it. */
    public static void refuseTaken(Input input) {
        input.reject("email", "The email has already been taken.");
        input.check();
    }

    /** The password of a login. The rules for new passwords do not apply to it. */
    static String password(Input input) {
        return input.untrimmed("password", 1, MAX_PASSWORD).required().orElse("");
    }
}
