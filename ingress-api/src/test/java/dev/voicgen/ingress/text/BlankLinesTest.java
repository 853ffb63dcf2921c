package dev.voicgen.ingress.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlankLinesTest {

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("", List.of("")),
                Arguments.of("one", List.of("one")),
                Arguments.of("one\ntwo", List.of("one two")),
                Arguments.of("one\n\ntwo", List.of("one", "two")),
                Arguments.of("one\n \t\ntwo", List.of("one", "two")),
                Arguments.of("one\n-\ntwo", List.of("one - two")),
                Arguments.of("one\r\rtwo", List.of("one", "two")),
                Arguments.of("one\r\ntwo", List.of("one two")),
                Arguments.of("one\r\n\r\ntwo", List.of("one", "two")),
                Arguments.of("one\r\n \r\n\ttwo", List.of("one", "two")),
                Arguments.of("one\u2028\u2029two", List.of("one", "two")),
                Arguments.of("\n\none\n\n", List.of("", "one", "")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_blank_line_ends_a_paragraph(String text, List<String> paragraphs) {
        assertThat(BlankLines.split(text)).map(Wording::clean).isEqualTo(paragraphs);
    }
}
