package dev.voicgen.worker.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds where sentences end; all offsets are UTF-16. Not thread-safe: a {@link BreakIterator} keeps a position. */
final class SentenceSplitter {

    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:^|[\\s(\"'])(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|Rev|Hon|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|No|Nos|Vol"
                    + "|Fig|Figs|Eq|vs|approx|cf|e\\.g|i\\.e|et al|Inc|Ltd|Co|Corp|Nr|Hr|Fr|bzw|z\\. ?B|Mme|Mlle|Sra)\\.\\s*$");
    private static final Pattern INITIAL = Pattern.compile("(?:^|[\\s(.])\\p{Lu}\\.\\s*$");
    private static final Pattern ORDINAL = Pattern.compile("(?:^|\\s)\\d{1,3}\\.\\s*$");
    private static final Pattern NAME_GOES_ON = Pattern.compile("\\p{Lu}[\\p{Ll}.]");

    /** Where "3." is how one writes "third", so a full stop behind a number ends nothing. */
    private static final Set<String> LANGUAGES_WITH_DOTTED_ORDINALS =
            Set.of("de", "da", "no", "nb", "nn", "fi", "cs", "sk", "hu", "pl", "hr", "sl", "et", "lv", "is", "tr");

    /** UTF-16 units, some times the longest abbreviation. */
    private static final int FAR_ENOUGH = 40;

    private final BreakIterator breaks;
    private final boolean dottedOrdinals;

    SentenceSplitter(Locale locale) {
        this.breaks = BreakIterator.getSentenceInstance(locale);
        this.dottedOrdinals = LANGUAGES_WITH_DOTTED_ORDINALS.contains(locale.getLanguage());
    }

    /** The ends of the sentences of {@code block}, ascending; the last one is its length. */
    List<Integer> ends(String block) {
        List<Integer> ends = new ArrayList<>();
        breaks.setText(block);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (end == block.length() || endsSentence(block, start, end)) {
                ends.add(end);
                start = end;
            }
        }
        return ends;
    }

    private boolean endsSentence(String block, int start, int end) {
        int from = lastWords(block, start, end);
        if (isFound(ABBREVIATION, block, from, end) || (dottedOrdinals && isFound(ORDINAL, block, from, end))) {
            return false;
        }
        // "J. Smith" goes on; "Plan B. 12 people came" does not.
        return !(isFound(INITIAL, block, from, end)
                && NAME_GOES_ON.matcher(block).region(end, block.length()).lookingAt());
    }

    /** The patterns take the beginning of the region for that of the sentence. */
    private static boolean isFound(Pattern pattern, String block, int from, int end) {
        return pattern.matcher(block).region(from, end).find();
    }

    /**
     * Where to begin to look for what may stand at {@code end}: not before {@code start}, and not so far back that a
     * sentence of a hundred thousand initials is read a hundred thousand times. What the patterns look for is shorter, so
     * none of them begins there by chance.
     */
    private static int lastWords(String block, int start, int end) {
        int last = end;
        while (last > start && isBlank(block.charAt(last - 1))) {
            last--;
        }
        return Math.max(start, last - FAR_ENOUGH);
    }

    /** Whatever the patterns let follow the full stop. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u0085';
    }
}
