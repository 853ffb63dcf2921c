package dev.voicgen.worker.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * How a written text is handed to a speech engine: one form for the many ways of writing the same, so that the engine reads it
 * well and equal words are stored once. Empty lines between blocks stay: they are pauses.
 */
public final class SpokenForm {

    private SpokenForm() {}

    /**
     * The form of {@code text} in the language of {@code locale}; empty where nothing can be said. In English everything that is
     * not a Latin letter, a digit or punctuation is said in words or left out; other languages only get their typography evened out.
     */
    public static String of(String text, Locale locale) {
        String even = evenOut(text);
        String spoken = isEnglish(locale) ? EnglishReading.of(even) : even;
        boolean sayable = spoken.codePoints().anyMatch(Character::isLetterOrDigit);
        return sayable ? tidy(spoken) : "";
    }

    /** The share (0 to 1) of the letters of {@code text} that are lost in its spoken form. */
    public static double unreadableShare(String text, Locale locale) {
        String even = evenOut(text);
        long letters = even.codePoints().filter(Character::isLetter).count();
        if (letters == 0 || !isEnglish(locale)) {
            return 0;
        }
        long readable = EnglishReading.plainLetters(even)
                .codePoints()
                .filter(Character::isLetter)
                .count();
        return Math.max(0, 1 - (double) readable / letters);
    }

    private static boolean isEnglish(Locale locale) {
        return "en".equals(locale.getLanguage());
    }

    /** Unicode NFKC, plain quotes, and commas for dashes. */
    private static String evenOut(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .replaceAll("[\\u2018\\u2019\\u201A\\u201B\\u2032\\u00B4`]", "'")
                .replaceAll("[\\u201C\\u201D\\u201E\\u201F\\u2033\\u00AB\\u00BB]", "\"")
                .replaceAll("(?<=\\d)\\s?[\\u2010-\\u2015\\u2212]\\s?(?=\\d)", "-")
                .replaceAll("[\\u2010\\u2011]", "-")
                .replaceAll("\\u2212", "-")
                .replaceAll("\\s*[\\u2012-\\u2015]\\s*|(?<=\\s)-{1,3}(?=\\s)|(?<=\\w)--(?=\\w)", ", ")
                .replaceAll("\\.{2,}", ". ");
    }

    private static String tidy(String text) {
        return text.replaceAll("[^\\S\\n]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll(" +(?=[,.;:!?])", "")
                .replaceAll(",(?:\\s*,)+", ",")
                .strip();
    }
}
