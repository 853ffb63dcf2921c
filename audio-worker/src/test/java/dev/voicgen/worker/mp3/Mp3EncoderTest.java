package dev.voicgen.worker.mp3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.testkit.audio.DecodedAudio;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Mp3EncoderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 575, 576, 577, 1151, 1152, 1153, 16_000, 54_321, 160_000})
    void anIndependentDecoderHearsWhatWentInAtItsLength(int count) {
        short[] tone = tone(count);

        byte[] mp3 = encode(tone);

        DecodedAudio heard = DecodedAudio.ofMp3(mp3);
        assertThat(heard.sampleRate()).isEqualTo(Mp3Format.SAMPLE_RATE);
        assertThat(heard.millis())
                .isEqualTo(Mp3Format.millis(Mp3Format.countFrames(mp3).orElseThrow()));
        assertThat(heard.millis() - count * 1000L / Mp3Format.SAMPLE_RATE).isBetween(0L, 150L);
        if (count >= 16_000) {
            assertThat(heard.part(100, count / 16 - 100).rms()).isBetween(0.2, 0.23);
        }
    }

    @Test
    void joinedSegmentsDecodeToTheSumOfTheirLengths() {
        byte[] first = encode(tone(30_000));
        byte[] second = encode(tone(47_111));
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);

        DecodedAudio heard = DecodedAudio.ofMp3(joined.toByteArray());

        assertThat(heard.millis())
                .isEqualTo(DecodedAudio.ofMp3(first).millis()
                        + DecodedAudio.ofMp3(second).millis());
        assertThat(Mp3Format.countFrames(joined.toByteArray())).hasValue((first.length + second.length) / 216);
    }

    @Test
    void theSameSamplesAreTheSameBytesHoweverTheyArrive() {
        short[] tone = tone(20_000);
        Mp3Encoder encoder = new Mp3Encoder();
        for (int from = 0; from < tone.length; from += 777) {
            short[] chunk = Arrays.copyOfRange(tone, from, Math.min(tone.length, from + 777));
            encoder.write(chunk, chunk.length);
            encoder.write(chunk, 0);
        }

        byte[] inChunks = encoder.finish();

        assertThat(inChunks).isEqualTo(encode(tone));
    }

    @Test
    void anythingButWholeFramesOfTheOneFormatIsNotCounted() {
        byte[] mp3 = encode(tone(5_000));
        byte[] otherRate = mp3.clone();
        otherRate[216 + 2] = 0x64;
        byte[] garbage = mp3.clone();
        garbage[0] = 'I';

        assertThat(Mp3Format.countFrames(mp3)).isPresent();
        assertThat(Mp3Format.countFrames(otherRate)).isEqualTo(OptionalInt.empty());
        assertThat(Mp3Format.countFrames(garbage)).isEqualTo(OptionalInt.empty());
        assertThat(Mp3Format.countFrames(Arrays.copyOf(mp3, mp3.length - 1))).isEqualTo(OptionalInt.empty());
        assertThat(Mp3Format.countFrames(new byte[0])).isEqualTo(OptionalInt.empty());
    }

    private static byte[] encode(short[] samples) {
        Mp3Encoder encoder = new Mp3Encoder();
        encoder.write(samples, samples.length);
        return encoder.finish();
    }

    /** 440 Hz at 30 % of full scale. */
    private static short[] tone(int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (32767 * 0.3 * Math.sin(2 * Math.PI * 440 * i / Mp3Format.SAMPLE_RATE));
        }
        return samples;
    }
}
