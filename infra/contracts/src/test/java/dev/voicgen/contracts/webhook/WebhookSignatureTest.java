package dev.voicgen.contracts.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.voicgen.contracts.value.WebhookSecret;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"title\":\"Grüße · 朗読\"}".getBytes(UTF_8);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final WebhookSecret secret = WebhookSecret.generate(new SecureRandom());
    private final WebhookSecret other = WebhookSecret.generate(new SecureRandom());
    private final Instant now = Instant.now();

    @Test
    void makes_the_signature_of_the_published_test_vector() {
        WebhookSecret published =
                WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

        WebhookHeaders headers = WebhookSignature.sign(
                ID, Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}".getBytes(UTF_8), List.of(published));

        assertThat(headers)
                .isEqualTo(new WebhookHeaders(ID, "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    void the_reference_library_accepts_either_of_two_signatures() throws Exception {
        WebhookHeaders headers = WebhookSignature.sign(ID, now, BODY, List.of(secret, other));

        new Webhook(secret.reveal()).verify(new String(BODY, UTF_8), httpHeaders(headers));
        new Webhook(other.reveal()).verify(new String(BODY, UTF_8), httpHeaders(headers));
    }

    @Test
    void the_reference_library_refuses_another_body() {
        WebhookHeaders headers = WebhookSignature.sign(ID, now, BODY, List.of(secret));

        assertThatThrownBy(() -> new Webhook(secret.reveal()).verify("{}", httpHeaders(headers)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void accepts_what_the_reference_library_signed() throws Exception {
        String signature = new Webhook(secret.reveal()).sign(ID, now.getEpochSecond(), new String(BODY, UTF_8));

        Verification verification = verify(new WebhookHeaders(ID, "" + now.getEpochSecond(), signature), BODY);

        assertThat(verification).isEqualTo(Verification.GENUINE);
    }

    @Test
    void accepts_either_of_two_signatures() {
        WebhookHeaders headers = WebhookSignature.sign(ID, now, BODY, List.of(other, secret));

        assertThat(verify(headers, BODY)).isEqualTo(Verification.GENUINE);
    }

    @Test
    void refuses_another_secret_id_timestamp_or_body() {
        WebhookHeaders signed = WebhookSignature.sign(ID, now, BODY, List.of(secret));
        WebhookHeaders byOther = WebhookSignature.sign(ID, now, BODY, List.of(other));
        String later = Long.toString(now.getEpochSecond() + 1);

        assertThat(verify(byOther, BODY)).isEqualTo(Verification.FORGED);
        assertThat(verify(new WebhookHeaders("msg_x", signed.timestamp(), signed.signature()), BODY))
                .isEqualTo(Verification.FORGED);
        assertThat(verify(new WebhookHeaders(ID, later, signed.signature()), BODY))
                .isEqualTo(Verification.FORGED);
        assertThat(verify(signed, "{}".getBytes(UTF_8))).isEqualTo(Verification.FORGED);
    }

    @ParameterizedTest
    @CsvSource({"-301, OUT_OF_TIME", "-300, GENUINE", "300, GENUINE", "301, OUT_OF_TIME"})
    void takes_timestamps_within_the_tolerance(long seconds, Verification expected) {
        Instant whole = Instant.ofEpochSecond(now.getEpochSecond());
        WebhookHeaders headers = WebhookSignature.sign(ID, whole.plusSeconds(seconds), BODY, List.of(secret));

        assertThat(WebhookSignature.verify(headers, BODY, secret, whole, TOLERANCE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "9223372036854775807", "99999999999999999999"})
    void refuses_what_is_no_timestamp(String timestamp) {
        assertThat(verify(new WebhookHeaders(ID, timestamp, "v1,"), BODY)).isEqualTo(Verification.OUT_OF_TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "v1,", "v1", "v2,AAAA", "v1a,AAAA"})
    void refuses_what_is_no_signature(String signature) {
        WebhookHeaders headers = new WebhookHeaders(ID, "" + now.getEpochSecond(), signature);

        assertThat(verify(headers, BODY)).isEqualTo(Verification.FORGED);
    }

    @Test
    void refuses_missing_headers() {
        Map<String, String> without = Map.of(WebhookHeaders.ID, ID, WebhookHeaders.TIMESTAMP, "1");

        assertThat(verify(WebhookHeaders.from(without::get), BODY)).isEqualTo(Verification.INCOMPLETE);
    }

    private Verification verify(WebhookHeaders headers, byte[] body) {
        return WebhookSignature.verify(headers, body, secret, now, TOLERANCE);
    }

    private static HttpHeaders httpHeaders(WebhookHeaders headers) {
        return HttpHeaders.of(
                Map.of(
                        WebhookHeaders.ID, List.of(headers.id()),
                        WebhookHeaders.TIMESTAMP, List.of(headers.timestamp()),
                        WebhookHeaders.SIGNATURE, List.of(headers.signature())),
                (name, value) -> true);
    }
}
