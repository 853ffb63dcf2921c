package dev.voicgen.worker.quality;

/** Gathers {@link PcmStatistics} while the audio goes by. Not thread-safe. */
public final class PcmMeter {

    private static final int FRAME = PcmStatistics.SAMPLE_RATE / 50;
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

    /** Of everything so far. */
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
