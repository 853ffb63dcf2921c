package dev.voicgen.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void segmentsHoldEveryCharacterThatIsNotBlankInOrderAndWithinTheLimits(int seed) {
        String text = RandomText.wild(new Random(seed));

        List<Segmenter.Segment> segments = Segmenter.segment(text, Locale.ENGLISH);

        int[] codePoints = text.codePoints().toArray();
        int end = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segmenter.Segment segment = segments.get(i);
            assertThat(segment.index()).isEqualTo(i);
            assertThat(segment.textStart()).isGreaterThanOrEqualTo(end);
            assertThat(slice(codePoints, end, segment.textStart())).isBlank();
            assertThat(slice(codePoints, segment.textStart(), segment.textEnd()))
                    .isEqualTo(segment.text());
            assertThat(segment.text()).isNotBlank().isEqualTo(segment.text().strip());
            assertThat(segment.text().length()).isLessThanOrEqualTo(Segmenter.MAX);
            end = segment.textEnd();
        }
        assertThat(slice(codePoints, end, codePoints.length)).isBlank();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void articlesAreCutBetweenSentencesIntoSegmentsThatAreNotTooShort(int seed) {
        String text = String.join("\n\n", RandomText.paragraphs(new Random(seed), 30));

        List<Segmenter.Segment> segments = Segmenter.segment(text, Locale.ENGLISH);

        assertThat(segments).hasSizeGreaterThan(5).allSatisfy(segment -> {
            assertThat(segment.text()).endsWith(".");
            assertThat(segment.text().length()).isGreaterThanOrEqualTo(Segmenter.MIN - 2);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anInsertedParagraphLeavesAllButTheSegmentsAroundItAsTheyWere(int seed) {
        Random random = new Random(seed);
        List<String> paragraphs = RandomText.paragraphs(random, 40);
        Set<String> before = texts(String.join("\n\n", paragraphs));
        paragraphs.add(random.nextInt(40), RandomText.paragraph(random));

        Set<String> after = texts(String.join("\n\n", paragraphs));

        after.removeAll(before);
        assertThat(after).hasSizeBetween(1, 4);
    }

    @Test
    void anEditInTheFirstParagraphUsuallyTouchesTwoSegmentsAtMost() {
        double touched = seeds().map(seed -> {
                    Random random = new Random(seed);
                    List<String> paragraphs = RandomText.paragraphs(random, 40);
                    Set<String> before = texts(String.join("\n\n", paragraphs));
                    paragraphs.set(0, RandomText.paragraph(random));
                    Set<String> after = texts(String.join("\n\n", paragraphs));
                    after.removeAll(before);
                    return after.size();
                })
                .average()
                .orElseThrow();

        assertThat(touched).isBetween(1.0, 2.0);
    }

    @Test
    void aLongSentenceIsCutAtAClauseAndElseBetweenWords() {
        String clauses = "the ferry leaves at noon, ".repeat(60).strip();
        String words = "harbour ".repeat(200).strip();

        List<Segmenter.Segment> atClauses = Segmenter.segment(clauses, Locale.ENGLISH);
        List<Segmenter.Segment> atWords = Segmenter.segment(words, Locale.ENGLISH);

        assertThat(atClauses)
                .hasSizeGreaterThan(1)
                .allMatch(segment -> segment.text().endsWith("noon,"));
        assertThat(atWords)
                .hasSizeGreaterThan(1)
                .allMatch(segment -> segment.text().matches("(harbour ?)+"));
    }

    @Test
    void aTextWithoutAnyBreakIsNeverCutInsideASurrogatePair() {
        String text = "x" + "\uD83D\uDE00".repeat(3_000);

        List<Segmenter.Segment> segments = Segmenter.segment(text, Locale.ENGLISH);

        assertThat(segments)
                .hasSizeGreaterThan(7)
                .allSatisfy(segment -> assertThat(segment.text()
                                .codePoints()
                                .filter(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
                        .isEmpty());
    }

    @Test
    void offsetsCountCodePoints() {
        List<Segmenter.Segment> segments = Segmenter.segment("  \uD83D\uDE00 hello  ", Locale.ENGLISH);

        assertThat(segments).containsExactly(new Segmenter.Segment(0, "\uD83D\uDE00 hello", 2, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n\n"})
    void aBlankTextHasNoSegments(String text) {
        assertThat(Segmenter.segment(text, Locale.ENGLISH)).isEmpty();
    }

    @Test
    void theLongestArticleOfEqualParagraphsIsSegmentedToo() {
        String text = "All work and no play makes a dull day.\n\n".repeat(5_000);

        List<Segmenter.Segment> segments = Segmenter.segment(text, Locale.ENGLISH);

        assertThat(segments).hasSizeBetween(200_000 / Segmenter.MAX, 200_000 / Segmenter.MIN);
    }

    private static Set<String> texts(String text) {
        return Segmenter.segment(text, Locale.ENGLISH).stream()
                .map(Segmenter.Segment::text)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String slice(int[] codePoints, int from, int to) {
        return new String(codePoints, from, to - from);
    }
}
