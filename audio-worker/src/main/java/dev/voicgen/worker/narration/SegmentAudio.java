package dev.voicgen.worker.narration;

import dev.voicgen.worker.mp3.Mp3Format;
import dev.voicgen.worker.quality.PcmStatistics;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A segment as it is stored: the statistics of the samples it was made from, then its MP3. In one file, so that there is never one
 * without the other.
 */
record SegmentAudio(PcmStatistics pcm, byte[] mp3) {

    private static final int FORMAT = 0x56475331;
    private static final int HEADER = Integer.BYTES + 3 * Long.BYTES + Double.BYTES;

    /** Empty where {@code stored} is damaged. */
    static Optional<SegmentAudio> read(byte[] stored) {
        if (stored.length <= HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(stored);
        if (header.getInt() != FORMAT) {
            return Optional.empty();
        }
        PcmStatistics pcm = new PcmStatistics(header.getLong(), header.getDouble(), header.getLong(), header.getLong());
        byte[] mp3 = Arrays.copyOfRange(stored, HEADER, stored.length);
        OptionalInt frames = Mp3Format.countFrames(mp3);
        return frames.isPresent() ? Optional.of(new SegmentAudio(pcm, mp3)) : Optional.empty();
    }

    byte[] stored() {
        return ByteBuffer.allocate(HEADER + mp3.length)
                .putInt(FORMAT)
                .putLong(pcm.samples())
                .putDouble(pcm.squares())
                .putLong(pcm.frames())
                .putLong(pcm.silentFrames())
                .put(mp3)
                .array();
    }

    /** 0 where the MP3 is not of the one format. */
    long millis() {
        return Mp3Format.millis(Mp3Format.countFrames(mp3).orElse(0));
    }
}
