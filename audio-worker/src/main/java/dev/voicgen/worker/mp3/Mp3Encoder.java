package dev.voicgen.worker.mp3;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/**
 * Encodes one segment into {@link Mp3Format}. A new encoder for each segment: its first frame then borrows no bits from a frame
 * before it, which is what lets segments be joined. Deterministic. Not thread-safe.
 */
public final class Mp3Encoder {

    /** jump3r fails on more PCM at once. */
    private static final int MAX_SAMPLES = 1152;

    private final LameEncoder lame = new LameEncoder(
            new AudioFormat(Mp3Format.SAMPLE_RATE, Short.SIZE, 1, true, false),
            Mp3Format.KBIT_PER_SECOND,
            LameEncoder.CHANNEL_MODE_MONO,
            LameEncoder.QUALITY_MIDDLE,
            false);
    private final ByteBuffer pcm =
            ByteBuffer.allocate(MAX_SAMPLES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] frames = new byte[lame.getMP3BufferSize()];
    private final ByteArrayOutputStream mp3 = new ByteArrayOutputStream();

    /** Encodes the first {@code count} of {@code samples}: signed 16-bit, mono, at {@link Mp3Format#SAMPLE_RATE}. */
    public void write(short[] samples, int count) {
        for (int i = 0; i < count; i++) {
            pcm.putShort(samples[i]);
            if (!pcm.hasRemaining()) {
                encode();
            }
        }
    }

    /** Ends the segment; the encoder must not be used afterwards. */
    public byte[] finish() {
        encode();
        int length = lame.encodeFinish(frames);
        mp3.write(frames, 0, length);
        lame.close();
        return mp3.toByteArray();
    }

    private void encode() {
        // jump3r breaks on an empty chunk.
        if (pcm.position() > 0) {
            int length = lame.encodeBuffer(pcm.array(), 0, pcm.position(), frames);
            mp3.write(frames, 0, length);
            pcm.clear();
        }
    }
}
