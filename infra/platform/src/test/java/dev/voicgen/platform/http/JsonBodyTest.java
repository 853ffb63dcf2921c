package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "\ufeff{\"a\":1}", "\ufeff\r\n {\"a\":1}\n"})
    void an_object_is_read_also_behind_a_byte_order_mark(String json) {
        assertThat(JsonBody.parse(utf8(json), "body").get("a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "' ' | it is empty",
                "{ | at line 1, column 2",
                "{\"a\":1,} | at line 1, column 8",
                "'{\"a\":1}{' | at line 1, column 8",
                "{a:1} | at line 1, column",
                "{\"a\":NaN} | at line 1, column",
                "{\"a\":1,\"a\":2} | a name stands twice in one object at line 1, column",
                "'{\"items\":[{\"b\":1,\"b\":2}]}' | a name stands twice in one object at line 1, column",
                "\ufeff\ufeff{} | at line 1, column"
            })
    void what_is_no_json_is_told_with_its_place(String json, String place) {
        ApiError failure = failure(utf8(json));

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.code()).isEqualTo("malformed_json");
        assertThat(failure.message()).startsWith("The body is not valid JSON").contains(place);
    }

    @Test
    void lines_are_counted() {
        assertThat(failure(utf8("{\n  \"a\": 1,\n  \"b\": oops\n}")).message()).contains("at line 3, column");
    }

    @Test
    void nothing_of_the_body_is_told() {
        assertThat(failure(utf8("{\"secret\":1,\"secret\":vg_live_secret}")).message())
                .doesNotContain("secret");
    }

    @Test
    void what_is_no_utf8_is_told_with_its_place() {
        byte[] body = utf8("{\"a\":\"bc\"}");
        body[6] = (byte) 0xC0;

        assertThat(failure(body).message()).isEqualTo("The body is not valid UTF-8 at byte 7.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1e400", "\"a\""})
    void anything_but_an_object_is_refused(String json) {
        assertThat(failure(utf8(json)).status()).isEqualTo(422);
        assertThat(failure(utf8(json)).message()).isEqualTo("The body must be a JSON object.");
    }

    private static ApiError failure(byte[] json) {
        return catchThrowableOfType(FailedRequest.class, () -> JsonBody.parse(json, "body"))
                .error();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
