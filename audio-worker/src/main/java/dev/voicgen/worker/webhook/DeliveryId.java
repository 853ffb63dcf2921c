package dev.voicgen.worker.webhook;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Makes webhook-ids: {@code msg_} and 22 base62 characters, 131 bits. Two facts never share one. */
final class DeliveryId {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHARS = 22;
    private static final BigInteger RADIX = BigInteger.valueOf(BASE62.length());
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeliveryId() {}

    /** A new id that cannot be guessed. */
    static String random() {
        StringBuilder id = new StringBuilder("msg_");
        RANDOM.ints(CHARS, 0, BASE62.length()).forEach(digit -> id.append(BASE62.charAt(digit)));
        return id.toString();
    }

    /** The id of {@code fact}, the same each time. */
    static String of(String fact) {
        BigInteger rest = new BigInteger(1, sha256(fact));
        StringBuilder id = new StringBuilder("msg_");
        for (int i = 0; i < CHARS; i++) {
            id.append(BASE62.charAt(rest.mod(RADIX).intValue()));
            rest = rest.divide(RADIX);
        }
        return id.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
