package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.voicgen.contracts.value.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                " a b ",
                "\r\n\ta b\n",
                "\u00a0a b\u00a0",
                "\ufeffa b",
                "\u3000a b\u2003",
                "a b\u200b",
                "\u2028a b\u0085"
            })
    void blanks_around_a_text_are_left_out(String text) {
        assertThat(of(text).text("field").get()).contains("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u00a0", "\ufeff", "\u200b"})
    void a_blank_text_is_absent_for_every_type(String blank) {
        Input input = of(blank);

        assertThat(input.text("field").get()).isEmpty();
        assertThat(input.integer("field").get()).isEmpty();
        assertThat(input.number("field", 0, 1).get()).isEmpty();
        assertThat(input.flag("field").get()).isEmpty();
        assertThat(input.instant("field").get()).isEmpty();
        assertThat(input.choice("field", List.of("a")).get()).isEmpty();
        assertThat(input.texts("field").get()).isEmpty();
        input.check();
        assertThat(errors(of(blank), missing -> missing.text("field").required()))
                .containsExactly("The field field is required.");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "'\"1\"', 1",
        "'\" 1 \"', 1",
        "'\"+1\"', 1",
        "'\"-7\"', -7",
        "2.0, 2",
        "1e3, 1000",
        "'\"9223372036854775807\"', 9223372036854775807"
    })
    void a_whole_number_is_taken_in_each_of_its_forms(String json, long number) {
        assertThat(json(json).integer("field").get()).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "\"1.5\"",
                "\"1.0\"",
                "\"1e3\"",
                "\"0x1\"",
                "\"01\"",
                "\"one\"",
                "\"1 2\"",
                "true",
                "[1]",
                "1e400",
                "\"9223372036854775808\"",
                "9223372036854775808"
            })
    void what_is_no_whole_number_is_refused(String json) {
        assertThat(errors(json(json), input -> input.integer("field")))
                .containsExactly("The field field must be an integer.");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "'\"1.5\"', 1.5", "'\" .5 \"', 0.5", "'\"1e1\"', 10", "'\"5.\"', 5"})
    void a_number_is_taken_in_each_of_its_forms(String json, double number) {
        assertThat(json(json).number("field", 0, 100).get()).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "\"0x1\"", "\"1,5\"", "\"Infinity\"", "\"1d\"", "true"})
    void what_is_no_number_is_refused(String json) {
        assertThat(errors(json(json), input -> input.number("field", 0, 100)))
                .containsExactly("The field field must be a number.");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "false, false",
        "1, true",
        "0, false",
        "'\"1\"', true",
        "'\"0\"', false",
        "'\" 1 \"', true"
    })
    void a_flag_is_taken_in_each_of_its_forms(String json, boolean flag) {
        assertThat(json(json).flag("field").get()).contains(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "\"yes\"", "2", "1.0", "[true]"})
    void what_is_no_flag_is_refused(String json) {
        assertThat(errors(json(json), input -> input.flag("field")))
                .containsExactly("The field field must be true or false.");
    }

    @Test
    void a_number_is_no_text() {
        assertThat(errors(json("42"), input -> input.text("field")))
                .containsExactly("The field field must be a string.");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\ud83d, a\ufffd",
        "\\ude00b, \ufffdb",
        "\\ud83d\\ud83d\\ude00, \ufffd😀",
        "\\ude00\\ud83d, \ufffd\ufffd",
        "\\ud83d\\ude00, 😀"
    })
    void half_of_a_pair_is_replaced(String escaped, String text) {
        assertThat(json("\"" + escaped + "\"").text("field").get()).contains(text);
        assertThat(json("\"" + escaped + "\"").line("field", 10).get()).contains(text);
        assertThat(json("[\"" + escaped + "\"]").texts("field").get()).contains(List.of(text));
    }

    @Test
    void a_control_character_is_named_with_its_place() {
        assertThat(errors(json("\" 😀bc\\u0000d\""), input -> input.text("field")))
                .containsExactly(
                        "The field field must not contain control characters: there is U+0000 at character 5.");
        assertThat(errors(json("\"ab\\ncd\""), input -> input.line("field", 10)))
                .containsExactly(
                        "The field field must not contain control characters: there is U+000A at character 3.");
    }

    @Test
    void a_key_is_refused_where_texts_are_stored_but_not_in_an_article() {
        String key = ApiKey.generate(new SecureRandom()).reveal();

        assertThat(of(key).article("field").get()).contains(key);
        assertThat(errors(of(key), input -> input.text("field")))
                .containsExactly("The field field must not contain an API key.");
        assertThat(errors(of(key), input -> input.line("field", 500))).hasSize(1);
        assertThat(errors(of(key), input -> input.texts("field"))).hasSize(1);
        assertThat(errors(of(key), input -> input.untrimmed("field", 1, 500))).hasSize(1);
        assertThat(errors(of(key), input -> input.choice("field", List.of("a"))).toString())
                .doesNotContain(key);
    }

    @Test
    void a_password_is_taken_as_it_is() {
        assertThat(of(" pass word ").untrimmed("field", 1, 20).get()).contains(" pass word ");
    }

    @Test
    void a_time_that_no_database_holds_is_refused() {
        assertThat(of("2026-03-31T14:00:00+02:00").instant("field").get())
                .contains(Instant.parse("2026-03-31T12:00:00Z"));
        assertThat(errors(of("+999999999-01-01T00:00:00Z"), input -> input.instant("field")))
                .hasSize(1);
        assertThat(errors(of("yesterday"), input -> input.instant("field"))).hasSize(1);
    }

    @Test
    void every_bad_field_is_named_also_inside_others() {
        Input input = Input.of(JsonBody.parse(
                "{\"language\":\"xx\",\"count\":\"y\",\"items\":[{\"name\":\"a\"},{\"name\":7},8]}"
                        .getBytes(StandardCharsets.UTF_8),
                "body"));
        input.choice("language", List.of("en", "de"));
        input.integer("count");
        input.text("gone").required();
        input.objects("items", 9).forEach(item -> item.text("name").required());

        ApiError failure =
                catchThrowableOfType(FailedRequest.class, input::check).error();

        assertThat(failure.status()).isEqualTo(422);
        assertThat(failure.message())
                .isEqualTo("The selected language is invalid. It must be one of: en, de. (and 4 more errors)");
        assertThat(failure.errors())
                .containsOnlyKeys("language", "count", "gone", "items.1.name", "items.2")
                .containsEntry("items.1.name", List.of("The items.1.name field must be a string."));
    }

    private static List<String> errors(Input input, Consumer<Input> reading) {
        reading.accept(input);
        return catchThrowableOfType(FailedRequest.class, input::check)
                .error()
                .errors()
                .get("field");
    }

    private static Input of(String text) {
        return Input.of(JsonNodeFactory.instance.objectNode().put("field", text));
    }

    private static Input json(String value) {
        return Input.of(JsonBody.parse(("{\"field\":" + value + "}").getBytes(StandardCharsets.UTF_8), "body"));
    }
}
