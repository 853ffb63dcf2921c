package dev.voicgen.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "post-42", "Ünïcode post", "記事", "😀", "a.b:c?d=e&f#g%h", "{curly}"})
    void printable_text_is_a_post_id(String text) {
        assertThat(PostId.parse(text)).contains(new PostId(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a/b", "a\nb", "a\u0000b", "a\u200Bb", "\uD800", "a\u2028b", "\uE000"})
    void anything_else_is_none(String text) {
        assertThat(PostId.parse(text)).isEmpty();
    }

    @Test
    void a_key_that_is_sent_as_a_post_id_is_none_but_one_on_the_log_can_be_read() {
        String key = ApiKey.generate(new SecureRandom()).reveal();

        assertThat(PostId.parse(key)).isEmpty();
        assertThat(new PostId(key).value()).isEqualTo(key);
    }

    @Test
    void length_counts_code_points() {
        assertThat(PostId.parse("😀".repeat(191))).isPresent();
        assertThat(PostId.parse("😀".repeat(192))).isEmpty();
    }
}
