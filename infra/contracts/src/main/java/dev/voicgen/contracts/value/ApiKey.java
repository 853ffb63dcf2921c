package dev.voicgen.contracts.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key: {@code vg_live_}, 32 random base62 characters (190.5 bits), and 6 base62 characters of the CRC-32
 * (IEEE 802.3) over everything before. The checksum lets a mistyped or made-up key be refused without a look-up; it is
 * no secret. The plaintext exists only between parsing and hashing: {@link #toString} hides it.
 */
public final class ApiKey {

    private static final String PREFIX = "vg_live_";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARS = 32;
    private static final int CHECKSUM_CHARS = 6;
    private static final int CHECKED_LENGTH = PREFIX.length() + RANDOM_CHARS;
    private static final int LENGTH = CHECKED_LENGTH + CHECKSUM_CHARS;
    /** How much of a key may be shown: enough to tell one's keys apart, 36 bits of the 190. */
    private static final int START_LENGTH = PREFIX.length() + 6;

    /** A key that was mistyped, cut or written in small letters is still a secret: half of its random characters give too much away. */
    private static final Pattern LIKE_A_KEY =
            Pattern.compile(PREFIX + "[0-9a-z]{" + RANDOM_CHARS / 2 + ",}", Pattern.CASE_INSENSITIVE);

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    });

    private final String plaintext;

    private ApiKey(String plaintext) {
        this.plaintext = plaintext;
    }

    /** A new key from {@code random}, which must be cryptographically strong. */
    public static ApiKey generate(SecureRandom random) {
        StringBuilder key = new StringBuilder(LENGTH).append(PREFIX);
        for (int i = 0; i < RANDOM_CHARS; i++) {
            key.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new ApiKey(key.append(checksum(key.toString())).toString());
    }

    /** The key in {@code text}, or empty where form or checksum are wrong. Does no look-up. */
    public static Optional<ApiKey> parse(String text) {
        if (text == null || text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            if (!isBase62(text.charAt(i))) {
                return Optional.empty();
            }
        }
        return hasChecksum(text) ? Optional.of(new ApiKey(text)) : Optional.empty();
    }

    /** Whether there is a key in {@code text}, or so much of one that it must be kept as secret. */
    public static boolean isIn(String text) {
        return LIKE_A_KEY.matcher(text).find();
    }

    /** {@code text} as it may be logged and shown: without what {@link #isIn} finds. */
    public static String hiddenIn(String text) {
        return LIKE_A_KEY.matcher(text).replaceAll(PREFIX + "…");
    }

    /** What is stored and compared in place of the key. */
    public KeyHash hash() {
        return KeyHash.of(SHA_256.get().digest(plaintext.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The displayable start, such as {@code vg_live_4fZk2Q}. */
    public String start() {
        return plaintext.substring(0, START_LENGTH);
    }

    /** The key itself, to be shown once to its owner and nowhere else. */
    public String reveal() {
        return plaintext;
    }

    @Override
    public String toString() {
        return start() + "…";
    }

    /** Compared digit by digit, without a string of them: this is what a flood of made-up keys costs. */
    private static boolean hasChecksum(String key) {
        long rest = crc(key);
        for (int i = LENGTH - 1; i >= CHECKED_LENGTH; i--) {
            if (key.charAt(i) != BASE62.charAt((int) (rest % BASE62.length()))) {
                return false;
            }
            rest /= BASE62.length();
        }
        return true;
    }

    private static boolean isBase62(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Of what the checksum is over: the start of {@code key}. */
    private static long crc(String key) {
        CRC32 crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.US_ASCII), 0, CHECKED_LENGTH);
        return crc.getValue();
    }

    private static String checksum(String checked) {
        char[] digits = new char[CHECKSUM_CHARS];
        long rest = crc(checked);
        for (int i = CHECKSUM_CHARS - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}
