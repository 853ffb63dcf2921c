package dev.voicgen.contracts.site;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is to be spoken: blocks (headings, paragraphs, list items) without markup, one empty line between two. Kept as the
 * UTF-8 that it travels in, as most who pass it on never read it. Immutable.
 */
public final class ArticleText {

    private final byte[] utf8;

    private ArticleText(byte[] utf8) {
        this.utf8 = utf8;
    }

    @JsonCreator
    public static ArticleText of(String text) {
        return new ArticleText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text that {@code bytes} hold from {@code start} to their end. */
    public static ArticleText ofUtf8(byte[] bytes, int start) {
        return new ArticleText(Arrays.copyOfRange(bytes, start, bytes.length));
    }

    /** Bytes of UTF-8. */
    public int size() {
        return utf8.length;
    }

    /** Puts the UTF-8 into {@code target} from {@code start} on, which has room for {@link #size()} bytes. */
    public void copyUtf8(byte[] target, int start) {
        System.arraycopy(utf8, 0, target, start, utf8.length);
    }

    /** The text itself; {@link #toString()} hides it from log lines. */
    public String reveal() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** SHA-256 of the UTF-8, in hexadecimal. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArticleText text && Arrays.equals(utf8, text.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return utf8.length + " bytes of text";
    }
}
