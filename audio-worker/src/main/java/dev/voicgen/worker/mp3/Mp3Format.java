package dev.voicgen.worker.mp3;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * The one format of everything that is published: MPEG-2 Layer III, mono, constant 48 kbit/s at 16 kHz, no tags. Because every frame
 * has the same rate and length, segments can be joined byte by byte and frames can be counted instead of decoded.
 */
public final class Mp3Format {

    /** Part of the name under which a segment is stored: another encoding is another audio. */
    public static final String ID = "mp3-16000hz-48kbit-mono-jump3r-1.0.5";

    public static final int SAMPLE_RATE = 16_000;
    static final int KBIT_PER_SECOND = 48;

    /** ISO/IEC 13818-3: Layer III at the low sampling frequencies has 576 samples a frame. */
    static final int SAMPLES_PER_FRAME = 576;

    /** 216 bytes; at 16 kHz and 48 kbit/s frames need no padding. */
    static final int BYTES_PER_FRAME = SAMPLES_PER_FRAME / 8 * KBIT_PER_SECOND * 1000 / SAMPLE_RATE;

    /** The bits of sync word, version, layer, bit rate, sample rate, padding and channel mode (ISO/IEC 11172-3, 2.4.2.3). */
    private static final int HEADER_MASK = 0xFFFEFEC0;

    /** Sync, MPEG-2, Layer III; bit rate index 6 is 48 kbit/s, rate index 2 is 16 kHz; no padding; mono. */
    private static final int HEADER = 0xFFF268C0;

    private Mp3Format() {}

    /** The milliseconds that {@code frames} last; exact, a frame is 36 ms. */
    public static long millis(long frames) {
        return frames * SAMPLES_PER_FRAME * 1000 / SAMPLE_RATE;
    }

    /** The number of frames. Empty where {@code mp3} is empty, or is anything but whole frames of this format. */
    public static OptionalInt countFrames(byte[] mp3) {
        if (mp3.length == 0 || mp3.length % BYTES_PER_FRAME != 0) {
            return OptionalInt.empty();
        }
        ByteBuffer frames = ByteBuffer.wrap(mp3);
        for (int at = 0; at < mp3.length; at += BYTES_PER_FRAME) {
            if ((frames.getInt(at) & HEADER_MASK) != HEADER) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(mp3.length / BYTES_PER_FRAME);
    }
}
