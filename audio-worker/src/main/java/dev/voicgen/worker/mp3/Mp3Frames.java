package dev.voicgen.worker.mp3;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Counts frames, and finds out whether a piece of MP3 is nothing but whole frames of {@link Mp3Format}. */
public final class Mp3Frames {

    /** Sync word, version, layer, bit rate, sample rate, padding, channel mode (ISO/IEC 11172-3, 2.4.2.3). */
    private static final int MASK = 0xFFFEFEC0;

    /** Sync, MPEG-2, Layer III; bit rate index 6 is 48 kbit/s, rate index 2 is 16 kHz; no padding; mono. */
    private static final int EXPECTED = 0xFFF268C0;

    private Mp3Frames() {}

    /** The number of frames, or empty where {@code mp3} is empty, torn or of another format. */
    public static OptionalInt count(byte[] mp3) {
        if (mp3.length == 0 || mp3.length % Mp3Format.BYTES_PER_FRAME != 0) {
            return OptionalInt.empty();
        }
        ByteBuffer frames = ByteBuffer.wrap(mp3);
        for (int at = 0; at < mp3.length; at += Mp3Format.BYTES_PER_FRAME) {
            if ((frames.getInt(at) & MASK) != EXPECTED) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(mp3.length / Mp3Format.BYTES_PER_FRAME);
    }
}
