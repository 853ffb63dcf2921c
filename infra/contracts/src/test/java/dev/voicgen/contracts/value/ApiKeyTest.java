package dev.voicgen.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void a_generated_key_has_the_documented_form_and_parses() {
        ApiKey key = ApiKey.generate(RANDOM);

        assertThat(key.reveal()).matches("vg_live_[0-9A-Za-z]{38}");
        assertThat(ApiKey.parse(key.reveal()).orElseThrow().hash()).isEqualTo(key.hash());
    }

    @Test
    void keys_differ() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            keys.add(ApiKey.generate(RANDOM).reveal());
        }

        assertThat(keys).hasSize(10_000);
    }

    @Test
    void every_single_changed_character_is_noticed() {
        String key = ApiKey.generate(RANDOM).reveal();

        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(ApiKey.parse(key.substring(0, i) + other + key.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vg_live_",
                "vg_test_0000000000000000000000000000000000abcd",
                "vg_live_00000000000000000000000000000000 00000",
                "vg_live_0000000000000000000000000000000é000000",
                "vg_live_000000000000000000000000000000000000000"
            })
    void what_is_no_key_is_refused(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
    }

    @Test
    void the_checksum_is_the_crc32_of_everything_before() {
        // CRC-32 of "vg_live_" and 32 zeros, computed with another implementation (zlib).
        assertThat(ApiKey.parse("vg_live_000000000000000000000000000000000HVcac"))
                .isPresent();
    }

    @Test
    void a_key_is_found_in_a_text_and_hidden() {
        String key = ApiKey.generate(RANDOM).reveal();
        for (String like : List.of(key, key + "x", key.substring(0, 30), key.toLowerCase(Locale.ROOT))) {
            String text = "/v1/audio/" + like + "?a=b";

            assertThat(ApiKey.isIn(text)).isTrue();
            assertThat(ApiKey.hiddenIn(text)).isEqualTo("/v1/audio/vg_live_…?a=b");
        }
    }

    @Test
    void the_displayable_start_is_no_secret() {
        String start = "The key " + ApiKey.generate(RANDOM).start() + " is revoked.";

        assertThat(ApiKey.isIn(start)).isFalse();
        assertThat(ApiKey.hiddenIn(start)).isEqualTo(start);
    }

    @Test
    void a_key_hides_itself_when_printed() {
        ApiKey key = ApiKey.generate(RANDOM);

        assertThat(key.toString()).startsWith("vg_live_").hasSizeLessThan(20);
        assertThat(key.reveal()).startsWith(key.start());
    }
}
