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
    void aGeneratedSecretHas32BytesAndParsesToItself() {
        WebhookSecret secret = WebhookSecret.generate(new SecureRandom());

        assertThat(secret.reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(WebhookSecret.parse(secret.reveal())).contains(secret);
        assertThat(WebhookSecret.generate(new SecureRandom())).isNotEqualTo(secret);
    }

    @Test
    void neverShowsItselfInALog() {
        WebhookSecret secret = WebhookSecret.generate(new SecureRandom());

        assertThat(secret).hasToString("whsec_…");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 64})
    void takesFrom24To64Bytes(int bytes) {
        assertThat(WebhookSecret.parse(secretOf(bytes))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void refusesOtherSizes(int bytes) {
        assertThat(WebhookSecret.parse(secretOf(bytes))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "whsec_", "whsec_***", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void refusesWhatIsNoSecret(String text) {
        assertThat(WebhookSecret.parse(text)).isEmpty();
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
