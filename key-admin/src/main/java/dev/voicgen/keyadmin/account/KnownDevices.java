package dev.voicgen.keyadmin.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognizes a device that a user has logged in from before, by a token that the device keeps: an id, and a MAC over the id with
 * the user's password hash as key. So nothing is stored here, a token cannot be forged, and a new password invalidates all of
 * them. A token is no login; it only gives the device a count of failed logins of its own. Thread-safe.
 */
final class KnownDevices {

    private static final int ID_BYTES = 16;
    private static final String PURPOSE = "voicgen known device ";

    private final SecureRandom random = new SecureRandom();

    /** A token for a new device of the user's. */
    String issue(String passwordHash) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = base64(bytes);
        return id + "." + mac(id, passwordHash);
    }

    /** The id of the user's device that {@code token} was made for. */
    Optional<String> idOf(String token, String passwordHash) {
        String[] parts = token.split("[.]", -1);
        boolean genuine = parts.length == 2
                && MessageDigest.isEqual(
                        parts[1].getBytes(StandardCharsets.UTF_8),
                        mac(parts[0], passwordHash).getBytes(StandardCharsets.UTF_8));
        return genuine ? Optional.of(parts[0]) : Optional.empty();
    }

    private static String mac(String id, String passwordHash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(passwordHash.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return base64(mac.doFinal((PURPOSE + id).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
