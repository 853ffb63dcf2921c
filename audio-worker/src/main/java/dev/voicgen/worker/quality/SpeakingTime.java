package dev.voicgen.worker.quality;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it may take to say a text, in seconds. Counting words alone would fail on numbers, addresses and abbreviations, where one
 * written word is many spoken ones: so this counts the fewest and the most words that may be spoken for the text, and takes them
 * at the fastest and the slowest plausible speed (1.8 to 5 words a second at 150 words a minute).
 */
record SpeakingTime(double least, double most) {

    private static final double FASTEST_WORDS_PER_SECOND = 5;
    private static final double SLOWEST_WORDS_PER_SECOND = 1.8;
    private static final double USUAL_RATE_WPM = 150;
    private static final double SLACK_SECONDS = 1.5;
    private static final int SHORT_WORD = 4;
    private static final Pattern PART = Pattern.compile("\\p{N}+|[\\p{L}\\p{M}']+|[^\\s\\p{N}\\p{L}\\p{M}']");
    private static final Pattern SAID_AS_A_WORD =
            Pattern.compile(".*[aeiouyAEIOUY].*[a-z].*|.*[a-z].*[aeiouyAEIOUY].*");

    static SpeakingTime of(String text, double rateWpm) {
        double fewest = 0;
        double most = 0;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            String part = parts.group();
            int first = part.codePointAt(0);
            if (Character.isDigit(first)) {
                // "2000" are two words; "777" are four.
                fewest += Math.max(1, part.length() / 3.0);
                most += 1.5 * part.length() + 1;
            } else if (Character.isLetter(first) || first == '\'') {
                // "of" and "the" take half as long as the average word.
                fewest += part.length() <= SHORT_WORD ? 0.6 : 1;
                most += SAID_AS_A_WORD.matcher(part).matches() ? Math.max(1, part.length() / 4.0) : part.length();
            } else {
                // A pause, or the name of the character.
                most += 0.7;
            }
        }
        double speed = rateWpm / USUAL_RATE_WPM;
        return new SpeakingTime(
                Math.max(0, fewest / FASTEST_WORDS_PER_SECOND / speed - SLACK_SECONDS),
                most / SLOWEST_WORDS_PER_SECOND / speed + SLACK_SECONDS);
    }
}
