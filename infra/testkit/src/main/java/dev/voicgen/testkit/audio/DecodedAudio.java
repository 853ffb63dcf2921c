package dev.voicgen.testkit.audio;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

/**
 * Mono audio as a player would hear it, decoded by a library that has nothing to do with the encoder.
 *
 * @param sampleRate of every frame of the file
 */
public record DecodedAudio(int sampleRate, short[] samples) {

    private static final double SILENCE_RMS = 0.003;

    /** @throws AssertionError where {@code mp3} is damaged, not mono, or changes its sample rate */
    public static DecodedAudio ofMp3(byte[] mp3) {
        Bitstream frames = new Bitstream(new ByteArrayInputStream(mp3));
        Decoder decoder = new Decoder();
        short[] samples = new short[mp3.length * 16];
        int length = 0;
        int rate = 0;
        try {
            for (Header header = frames.readFrame(); header != null; header = frames.readFrame()) {
                SampleBuffer frame = (SampleBuffer) decoder.decodeFrame(header, frames);
                if (frame.getChannelCount() != 1 || (rate != 0 && frame.getSampleFrequency() != rate)) {
                    throw new AssertionError("not mono, or more than one sample rate in one file");
                }
                rate = frame.getSampleFrequency();
                System.arraycopy(frame.getBuffer(), 0, samples, length, frame.getBufferLength());
                length += frame.getBufferLength();
                frames.closeFrame();
            }
        } catch (BitstreamException | DecoderException e) {
            throw new AssertionError("damaged MP3", e);
        }
        return new DecodedAudio(rate, Arrays.copyOf(samples, length));
    }

    public long millis() {
        return samples.length * 1000L / sampleRate;
    }

    /** Root mean square, 0 to 1. */
    public double rms() {
        return rms(0, samples.length);
    }

    /** The share (0 to 1) of the 20 ms frames in which nothing is heard. */
    public double silentShare() {
        int frame = sampleRate / 50;
        int silent = 0;
        int count = 0;
        for (int start = 0; start + frame <= samples.length; start += frame) {
            count++;
            if (rms(start, start + frame) < SILENCE_RMS) {
                silent++;
            }
        }
        return count == 0 ? 1 : (double) silent / count;
    }

    /** The part from {@code fromMs} to {@code toMs}, or to the end. */
    public DecodedAudio part(long fromMs, long toMs) {
        int from = (int) Math.min(samples.length, fromMs * sampleRate / 1000);
        int to = (int) Math.min(samples.length, toMs * sampleRate / 1000);
        return new DecodedAudio(sampleRate, Arrays.copyOfRange(samples, from, to));
    }

    byte[] littleEndian() {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    private double rms(int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += samples[i] / 32768.0 * (samples[i] / 32768.0);
        }
        return from == to ? 0 : Math.sqrt(squares / (to - from));
    }
}
