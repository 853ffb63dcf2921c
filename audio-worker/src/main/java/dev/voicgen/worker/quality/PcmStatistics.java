package dev.voicgen.worker.quality;

/**
 * Statistics of PCM audio; full scale is 1.
 *
 * @param samples at 16 kHz
 * @param squares the sum of the squared samples
 * @param frames whole frames of 20 ms
 * @param silentFrames those with an RMS under 0.003
 */
public record PcmStatistics(long samples, double squares, long frames, long silentFrames) {

    static final int SAMPLE_RATE = 16_000;

    double seconds() {
        return (double) samples / SAMPLE_RATE;
    }

    /** Root mean square, 0 to 1; 0 for no samples. */
    double rms() {
        return samples == 0 ? 0 : Math.sqrt(squares / samples);
    }

    /** 0 to 1; all of it where there is not even one frame. */
    double silentShare() {
        return frames == 0 ? 1 : (double) silentFrames / frames;
    }

    /** Measures audio piece by piece. Not thread-safe. */
    public static final class Meter {

        private static final int FRAME = SAMPLE_RATE / 50;
        private static final double SILENCE_RMS = 0.003;

        private long samples;
        private double squares;
        private long frames;
        private long silentFrames;
        private int frameSamples;
        private double frameSquares;

        /** Takes the first {@code count} of {@code pcm}: signed 16-bit, mono, 16 kHz. */
        public void write(short[] pcm, int count) {
            for (int i = 0; i < count; i++) {
                double sample = pcm[i] / 32768.0;
                frameSquares += sample * sample;
                if (++frameSamples == FRAME) {
                    endFrame();
                }
            }
            samples += count;
        }

        /** The statistics of all audio so far. */
        public PcmStatistics statistics() {
            return new PcmStatistics(samples, squares + frameSquares, frames, silentFrames);
        }

        private void endFrame() {
            frames++;
            if (Math.sqrt(frameSquares / FRAME) < SILENCE_RMS) {
                silentFrames++;
            }
            squares += frameSquares;
            frameSquares = 0;
            frameSamples = 0;
        }
    }
}
