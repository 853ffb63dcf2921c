package dev.voicgen.ingress.bulk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names a batch: {@code batch_} and 32 hexadecimal digits. */
record BatchId(String value) {

    private static final String PREFIX = "batch_";
    private static final Pattern FORMAT = Pattern.compile(PREFIX + "[0-9a-f]{32}");
    private static final int BYTES = 16;

    static BatchId random() {
        return new BatchId(PREFIX + UUID.randomUUID().toString().replace("-", ""));
    }

    /** The same for the same key of the same site, so that an upload that is sent again is the same batch. */
    static BatchId of(long siteId, String idempotencyKey) {
        byte[] hash = sha256(siteId + "\n" + idempotencyKey);
        return new BatchId(PREFIX + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)));
    }

    /** The batch id in {@code text}, or empty where it is none. */
    static Optional<BatchId> parse(String text) {
        return FORMAT.matcher(text).matches() ? Optional.of(new BatchId(text)) : Optional.empty();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
