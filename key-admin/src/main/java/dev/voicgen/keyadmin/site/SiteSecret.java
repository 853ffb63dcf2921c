package dev.voicgen.keyadmin.site;

import java.time.Instant;

/**
 * What a site's callbacks are signed with.
 *
 * @param secret as Standard Webhooks writes it: {@code whsec_} and random bytes in Base64
 * @param previousSecret signs beside the current one until {@code previousSecretUntil}; null where there is none
 */
public record SiteSecret(String secret, String previousSecret, Instant previousSecretUntil) {

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "SiteSecret[previousSecretUntil=" + previousSecretUntil + "]";
    }
}
