package dev.voicgen.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

    private static final String[] PIECES = {
        "A. ",
        "B.",
        "(C. ",
        "Dr. ",
        " Dr.",
        "\"Mr. ",
        "et al. ",
        "z. B. ",
        "approx.  ",
        "3. ",
        "12. ",
        "1234. ",
        "Jr.\n",
        "No.\t",
        "Vol.\u2028",
        "Fig.\u2029",
        "Eq.\u0085",
        "vs.\u00A0",
        "I.\r\n",
        "\uD835\uDC00. ",
        "Smith ",
        "went on ",
        "x".repeat(38),
        " ",
        "      ",
        " ".repeat(50),
        "! ",
        "? ",
        ".",
        "\u3002",
        "the ",
        "12 people came. ",
        "\u201CYes.\u201D "
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "en # Dr. Smith came. He left. # Dr. Smith came.|He left.",
                "en # We met J. R. Tolkien. He wrote. # We met J. R. Tolkien.|He wrote.",
                "en # Some, e.g. Paris, grew. Others did not. # Some, e.g. Paris, grew.|Others did not.",
                "en # See Fig. 3 and No. 5 there. Then stop! # See Fig. 3 and No. 5 there.|Then stop!",
                "en # Is it? Yes. # Is it?|Yes.",
                "en # He was 12. She was not. # He was 12.|She was not.",
                "de # Am 3. Oktober ist frei. Gut. # Am 3. Oktober ist frei.|Gut.",
                "de # Das ist bzw. Das war Hr. Meier. Ja. # Das ist bzw. Das war Hr. Meier.|Ja."
            })
    void sentencesEndWhereAReaderWouldEndThem(String language, String text, String sentences) {
        List<Integer> ends = new SentenceSplitter(Locale.forLanguageTag(language)).ends(text);

        List<String> split = new ArrayList<>();
        int start = 0;
        for (int end : ends) {
            split.add(text.substring(start, end).strip());
            start = end;
        }
        assertThat(split).isEqualTo(Arrays.asList(sentences.split("\\|")));
    }

    /** Where the whole sentence is looked at each time, and not its last words, the ends are the same. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "tr", "ja"})
    void howFarBackItLooksChangesNothing(String language) {
        Random random = new Random(12);
        SentenceSplitter splitter = new SentenceSplitter(Locale.forLanguageTag(language));
        WholeSentences whole = new WholeSentences(Locale.forLanguageTag(language));
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(60); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }

            assertThat(splitter.ends(text.toString())).as(text.toString()).isEqualTo(whole.ends(text.toString()));
        }
    }

    /** It would take the better part of an hour to look at a sentence of so many initials from its beginning at each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"A. B. C. ", "Dr. ", "3. ", "A.\u2028", "Why", "No. 5 "})
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aLongArticleOfAbbreviationsIsReadOnce(String repeated) {
        String text = repeated.repeat(200_000 / repeated.length());

        List<Segmenter.Segment> segments = Segmenter.segment(text, Locale.GERMAN);

        assertThat(segments).hasSizeGreaterThan(200);
    }

    /** The same rules with a whole sentence before the eyes. */
    private static final class WholeSentences {

        private static final Pattern ABBREVIATION = Pattern.compile(
                "(?:^|[\\s(\"'])(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|Rev|Hon|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|No|Nos|Vol"
                        + "|Fig|Figs|Eq|vs|approx|cf|e\\.g|i\\.e|et al|Inc|Ltd|Co|Corp|Nr|Hr|Fr|bzw|z\\. ?B|Mme|Mlle|Sra)\\.\\s*$");
        private static final Pattern INITIAL = Pattern.compile("(?:^|[\\s(.])\\p{Lu}\\.\\s*$");
        private static final Pattern ORDINAL = Pattern.compile("(?:^|\\s)\\d{1,3}\\.\\s*$");
        private static final Pattern NAME_GOES_ON = Pattern.compile("\\p{Lu}[\\p{Ll}.]");

        private final BreakIterator breaks;
        private final boolean dottedOrdinals;

        WholeSentences(Locale locale) {
            this.breaks = BreakIterator.getSentenceInstance(locale);
            this.dottedOrdinals = List.of("de", "tr").contains(locale.getLanguage());
        }

        List<Integer> ends(String block) {
            List<Integer> ends = new ArrayList<>();
            breaks.setText(block);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                if (end == block.length() || endsSentence(block.substring(start, end), block.substring(end))) {
                    ends.add(end);
                    start = end;
                }
            }
            return ends;
        }

        private boolean endsSentence(String before, String after) {
            if (ABBREVIATION.matcher(before).find()
                    || (dottedOrdinals && ORDINAL.matcher(before).find())) {
                return false;
            }
            return !(INITIAL.matcher(before).find()
                    && NAME_GOES_ON.matcher(after).lookingAt());
        }
    }
}
