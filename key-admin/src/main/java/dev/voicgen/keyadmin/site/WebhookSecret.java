package dev.voicgen.keyadmin.site;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * What a site's callbacks are signed with.
 *
 * @param secret as Standard Webhooks writes it: {@code whsec_} and 32 random bytes in Base64
 * @param previousSecret signs beside the current one until {@code previousSecretUntil}; null where there is none
 */
public record WebhookSecret(String secret, String previousSecret, Instant previousSecretUntil) {

    private static final int BYTES = 32;

    static String generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "WebhookSecret[previousSecretUntil=" + previousSecretUntil + "]";
    }
}
