package dev.voicgen.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An ISO 639-1 language code, two lower-case letters. Whether a voice speaks it is for the voices to say. */
public record Language(@JsonValue String code) {

    private static final Set<String> ISO_639_1 = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    /** The language a post is in unless it says otherwise, and the one whose new posts count towards the quota. */
    public static final Language ENGLISH = new Language("en");

    /** @throws IllegalArgumentException where {@code code} is not in ISO 639-1 */
    @JsonCreator
    public Language {
        if (!ISO_639_1.contains(code)) {
            throw new IllegalArgumentException("not an ISO 639-1 language code");
        }
    }

    /** The language in {@code text}, in capitals or not, or empty where it is none. */
    public static Optional<Language> parse(String text) {
        String code = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return ISO_639_1.contains(code) ? Optional.of(new Language(code)) : Optional.empty();
    }

    @Override
    public String toString() {
        return code;
    }
}
