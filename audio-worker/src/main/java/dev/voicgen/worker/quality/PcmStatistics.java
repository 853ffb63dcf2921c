package dev.voicgen.worker.quality;

/**
 * What is known of PCM that has gone by; full scale is 1.
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
}
