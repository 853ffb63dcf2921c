package dev.voicgen.worker.speech.freetts;

import dev.voicgen.worker.speech.SpeechEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what an engine says. */
final class Pcm implements SpeechEngine.PcmSink {

    private static final int WINDOW = SAMPLE_RATE / 20;

    private short[] samples = new short[0];

    @Override
    public void write(short[] more, int count) {
        int length = samples.length;
        samples = Arrays.copyOf(samples, length + count);
        System.arraycopy(more, 0, samples, length, count);
    }

    short[] samples() {
        return samples;
    }

    /** The median, over voiced windows of 50 ms, of the lag at which the signal is most like itself. */
    double pitchHz() {
        List<Double> pitches = new ArrayList<>();
        for (int start = 0; start + 2 * WINDOW < samples.length; start += WINDOW) {
            double energy = product(start, 0);
            int best = 0;
            double bestProduct = 0.6 * energy;
            for (int lag = SAMPLE_RATE / 250; lag <= SAMPLE_RATE / 55; lag++) {
                double product = product(start, lag);
                if (product > bestProduct) {
                    best = lag;
                    bestProduct = product;
                }
            }
            if (best > 0 && energy > WINDOW * 500.0 * 500.0) {
                pitches.add((double) SAMPLE_RATE / best);
            }
        }
        return pitches.stream().sorted().skip(pitches.size() / 2).findFirst().orElse(0.0);
    }

    private double product(int start, int lag) {
        double sum = 0;
        for (int i = start; i < start + WINDOW; i++) {
            sum += (double) samples[i] * samples[i + lag];
        }
        return sum;
    }
}
