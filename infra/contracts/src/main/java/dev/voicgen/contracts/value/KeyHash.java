package dev.voicgen.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * SHA-256 of an API key: all that is ever stored or sent of one. Compared in constant time. Every ingress holds all of
 * them, so the 32 bytes are fields: an array would weigh a third more.
 */
public final class KeyHash {

    private static final int BYTES = 32;

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private KeyHash(ByteBuffer bytes) {
        this.first = bytes.getLong();
        this.second = bytes.getLong();
        this.third = bytes.getLong();
        this.fourth = bytes.getLong();
    }

    /** @throws IllegalArgumentException unless there are exactly 32 bytes */
    public static KeyHash of(byte[] sha256) {
        if (sha256.length != BYTES) {
            throw new IllegalArgumentException("a key hash has " + BYTES + " bytes, not " + sha256.length);
        }
        return new KeyHash(ByteBuffer.wrap(sha256));
    }

    /** Parses 64 hexadecimal digits. */
    @JsonCreator
    public static KeyHash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** The 32 bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && isSame(that);
    }

    /** Looks at every bit, wherever the first difference is. */
    private boolean isSame(KeyHash that) {
        return ((first ^ that.first) | (second ^ that.second) | (third ^ that.third) | (fourth ^ that.fourth)) == 0;
    }

    @Override
    public int hashCode() {
        return (int) (first >>> Integer.SIZE);
    }

    /** 64 lower-case hexadecimal digits. */
    @JsonValue
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
