package dev.voicgen.ingress.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "  two \t words  ,two words",
                "no\u00a0break,no break",
                "con\u0001trol,con trol",
                "soft\u00adhyphen,softhyphen",
                "zero\u200cwidth,zero\u200cwidth",
                "smile 😀 on,smile 😀 on",
                "lone \ud83d half,lone half",
                "see https://www.example.com/a?b=c.,see example.com.",
                "see WwW.Example.com/a today,see Example.com today",
                "www,www",
                ".www. is none,.www. is none"
            })
    void words_are_made_speakable(String written, String spoken) {
        assertThat(Wording.clean(written)).isEqualTo(spoken);
    }
}
