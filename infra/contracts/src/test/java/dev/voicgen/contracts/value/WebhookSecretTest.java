package dev.voicgen.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

    @Test
    void a_generated_secret_has32_bytes_and_parses_to_itself() {
        WebhookSecret secret = WebhookSecret.generate(new SecureRandom());

        assertThat(secret.reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(WebhookSecret.parse(secret.reveal())).contains(secret);
        assertThat(WebhookSecret.generate(new SecureRandom())).isNotEqualTo(secret);
    }

    @Test
    void never_shows_itself_in_a_log() {
        WebhookSecret secret = WebhookSecret.generate(new SecureRandom());

        assertThat(secret).hasToString("whsec_…");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 64})
    void takes_from24_to64_bytes(int bytes) {
        assertThat(WebhookSecret.parse(secretOf(bytes))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void refuses_other_sizes(int bytes) {
        assertThat(WebhookSecret.parse(secretOf(bytes))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "whsec_", "whsec_***", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void refuses_what_is_no_secret(String text) {
        assertThat(WebhookSecret.parse(text)).isEmpty();
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
