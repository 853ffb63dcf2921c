package dev.voicgen.contracts.webhook;

import dev.voicgen.contracts.value.WebhookSecret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signs callbacks and checks them, as Standard Webhooks 1.0.0 has it: {@code v1,} and the base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}. Thread-safe.
 */
public final class WebhookSignature {

    private static final String VERSION = "v1,";

    private WebhookSignature() {}

    /**
     * The headers for one attempt.
     *
     * @param at the time of this attempt; only its seconds count
     * @param body the very bytes that are sent
     * @param secrets one, or two while a secret is being replaced: each makes a signature, and a receiver that knows
     *     either is content
     */
    public static WebhookHeaders sign(String id, Instant at, byte[] body, List<WebhookSecret> secrets) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] content = signedContent(id, timestamp, body);
        String signature =
                secrets.stream().map(secret -> signature(secret, content)).collect(Collectors.joining(" "));
        return new WebhookHeaders(id, timestamp, signature);
    }

    /**
     * Checks a callback that came in. Takes the same time whichever signature is wrong and wherever it differs.
     *
     * @param body the raw bytes, before any parsing
     * @param tolerance how far the sender's clock may be from {@code now}, both ways; the specification's libraries take
     *     5 minutes
     */
    public static Verification verify(
            WebhookHeaders headers, byte[] body, WebhookSecret secret, Instant now, Duration tolerance) {
        if (!headers.complete()) {
            return Verification.INCOMPLETE;
        }
        if (!isTimely(headers.timestamp(), now, tolerance)) {
            return Verification.OUT_OF_TIME;
        }
        byte[] expected = bytes(signature(secret, signedContent(headers.id(), headers.timestamp(), body)));
        boolean genuine = false;
        for (String candidate : headers.signature().split(" ")) {
            genuine |= MessageDigest.isEqual(expected, bytes(candidate));
        }
        return genuine ? Verification.GENUINE : Verification.FORGED;
    }

    private static boolean isTimely(String timestamp, Instant now, Duration tolerance) {
        try {
            Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                    .abs();
            return distance.compareTo(tolerance) <= 0;
        } catch (NumberFormatException | DateTimeException notATime) {
            return false;
        }
    }

    private static String signature(WebhookSecret secret, byte[] content) {
        return VERSION + Base64.getEncoder().encodeToString(secret.authenticate(content));
    }

    private static byte[] signedContent(String id, String timestamp, byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(bytes(id + "." + timestamp + "."));
        content.writeBytes(body);
        return content.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
