package dev.voicgen.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    private static final String WORDS =
            "1234 ready, 56 failed, 7 rejected, 8765 to go, about 12 min left (12 a second)";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 50, 80, 95, 120, 200})
    void a_line_never_reaches_the_edge(int columns) {
        for (String words : new String[] {"", "sending 5 articles", WORDS}) {
            String line = ProgressBar.line("", 42, words, columns);

            assertThat(line).hasSizeLessThan(columns).contains("42 %");
        }
    }

    @Test
    void on_a_terminal_it_is_drawn_again_in_its_place_and_sentences_stay() {
        ProgressLine line = line(Terminal.of(true, 50));

        line.show(1, WORDS);
        line.show(2, WORDS);
        line.say("A sentence.");
        line.end("The end.");
        line.show(3, WORDS);

        assertThat(text().split("\n")).hasSize(2);
        assertThat(text())
                .contains("\r\u001b[KA sentence.\n")
                .endsWith("\r\u001b[KThe end.\n")
                .doesNotContain(" 3 %");
    }

    @Test
    void elsewhere_it_is_a_line_now_and_then() {
        ProgressLine line = line(Terminal.of(false, 80));

        line.show(1, "1 ready");
        line.show(2, "2 ready");
        now = now.plusSeconds(11);
        line.show(2, "3 ready");
        now = now.plusSeconds(11);
        line.show(2, "3 ready");
        line.end("");

        assertThat(text()).isEqualTo("  1 % 1 ready\n  2 % 3 ready\n");
    }

    private ProgressLine line(Terminal terminal) {
        return new ProgressLine(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, () -> now);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
