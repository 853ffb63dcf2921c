package dev.voicgen.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaskingOutputTest {

    private static final String SECRET = "0123456789abcdefABCDEF";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid header value: \"vg_live_" + SECRET + "\r\"",
                "http://vg_live_" + SECRET + "@host:80/?a=b: no such host",
                "VG_LIVE_" + SECRET,
                "vg_live_é" + SECRET,
                "signed with whsec_" + SECRET + "=",
                "cannot reach https://user:" + SECRET + "@news.example/",
                "jdbc:postgresql://127.0.0.1/voicgen?user=postgres&password=" + SECRET + "&ssl=true",
            })
    void what_has_the_form_of_a_secret_is_hidden(String message) {
        printed(List.of(), message + " and more");

        assertThat(text()).doesNotContain(SECRET).endsWith(" and more" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "'" + SECRET + "'",
                "kéy-" + SECRET,
                SECRET + "\r\nsecond-" + SECRET,
                "  " + SECRET + "\t"
            })
    void what_is_known_to_be_secret_is_hidden_in_any_form(String secret) {
        printed(List.of(secret), "'" + secret + "' is no key, nor is " + secret.strip());

        assertThat(text()).doesNotContain(SECRET).contains(" is no key, nor is ");
    }

    @Test
    void what_is_printed_in_pieces_is_hidden_too() {
        PrintStream stream =
                KeyMaskingOutput.hiding(List.of()).over(new PrintStream(written, true, StandardCharsets.UTF_8));

        stream.print("key vg_live_");
        stream.print(SECRET);
        stream.println(" is wrong");
        new IllegalStateException("vg_live_" + SECRET).printStackTrace(stream);

        assertThat(text())
                .doesNotContain(SECRET)
                .startsWith("key vg_live_... is wrong")
                .contains("\tat dev.voicgen");
    }

    @Test
    void everything_else_is_printed_as_it_is() {
        String text = "Keys begin with vg_live_ … “as ever”, 100 % of them.";

        printed(List.of("short", ""), text);

        assertThat(text()).isEqualTo(text + System.lineSeparator());
    }

    private void printed(List<String> secrets, String line) {
        KeyMaskingOutput.hiding(secrets)
                .over(new PrintStream(written, true, StandardCharsets.UTF_8))
                .println(line);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
