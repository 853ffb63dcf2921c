package dev.voicgen.standalone.bulk;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the API key from the command line or the environment. */
final class CommandLineKey {

    /** Invisible characters that files, clipboards and editors put around a key. */
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{C}]+|[\\s\\p{Z}\\p{C}]+$");

    /** All that a header may hold and a key has; the API knows the rest of the form. */
    private static final Pattern CHARACTERS = Pattern.compile("[0-9A-Za-z_]{1,200}");

    private CommandLineKey() {}

    /**
     * The key without the white space around it, or empty where it can be none.
     *
     * @param given may be null
     */
    static Optional<String> parse(String given) {
        return Optional.ofNullable(given)
                .map(CommandLineKey::trimmed)
                .filter(key -> CHARACTERS.matcher(key).matches());
    }

    /** Says what is wrong with the key, for people. The text never has any part of the key. */
    static String whatIsWrong(String given) {
        return given == null || trimmed(given).isEmpty()
                ? "an API key is missing: --key or VOICGEN_API_KEY"
                : "what --key or VOICGEN_API_KEY holds is no API key: one is vg_live_ and 38 letters and digits, and"
                        + " nothing else, such as quotes or line ends";
    }

    private static String trimmed(String given) {
        return AROUND.matcher(given).replaceAll("");
    }
}
