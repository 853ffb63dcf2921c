package dev.voicgen.bench.load;

import java.nio.charset.StandardCharsets;

/** One request as it goes onto the wire, with the place of its number. For one thread. */
final class RequestBytes {

    private final byte[] bytes;
    /** -1 for none. */
    private final int numberAt;

    RequestBytes(String request) {
        this.bytes = request.getBytes(StandardCharsets.UTF_8);
        // Latin-1 keeps one character for each byte.
        this.numberAt = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(LoadPlan.NUMBER);
    }

    /** The bytes with {@code number} in them; shared, so to be sent before the next call. */
    byte[] numbered(long number) {
        if (numberAt >= 0) {
            long rest = number;
            for (int i = numberAt + LoadPlan.NUMBER.length() - 1; i >= numberAt; i--) {
                bytes[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return bytes;
    }
}
