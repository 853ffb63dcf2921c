package dev.voicgen.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceSplitterTest {

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
}
