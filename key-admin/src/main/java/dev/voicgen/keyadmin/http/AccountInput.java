package dev.voicgen.keyadmin.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads who somebody says they are. */
public final class AccountInput {

    private static final int MAX_EMAIL = 254;
    private static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 200;
    /** One @ with something usable on both sides; whether it exists only a mail can tell. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]]+@[^\\s@\"(),:;<>\\[\\\\\\]]+");

    private AccountInput() {}

    public static String email(Input input) {
        String email = input.text("email", MAX_EMAIL).toLowerCase(Locale.ROOT);
        return email.isEmpty() || isEmail(email)
                ? email
                : input.reject("email", "The email field must be a valid email address.", "");
    }

    public static String newPassword(Input input) {
        return input.sized("password", MIN_PASSWORD, MAX_PASSWORD);
    }

    /** Refuses the address, which is another user's. */
    public static void refuseTaken(Input input) {
        input.reject("email", "The email has already been taken.", null);
        input.check();
    }

    /** The password of a login; whether it would do for a new user is not asked. */
    static String password(Input input) {
        return input.sized("password", 1, MAX_PASSWORD);
    }

    private static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }
}
