package dev.voicgen.ingress.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "Grüße", "😀", "ab😀cd😀", "\uffff", ""})
    void textThatCanBeStoredIsTaken(String text) {
        assertThat(fields(text).text("title")).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud83d", "\ude00", "a\ud83d", "\ude00\ud83d", "\ud83d\ud83d\ude00", "😀\ude00"})
    void aNulOrHalfOfAPairIsAFault(String text) {
        assertThat(fields(text).text("title")).isEmpty();
    }

    private static Fields fields(String title) {
        return new Fields(JsonNodeFactory.instance.objectNode().put("title", title));
    }
}
