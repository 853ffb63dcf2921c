package dev.voicgen.worker.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.worker.mp3.Mp3Encoder;
import dev.voicgen.worker.mp3.Mp3Format;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.Samples;
import dev.voicgen.worker.speech.VoiceSettings;
import dev.voicgen.worker.speech.freetts.FreeTtsEngine;
import dev.voicgen.worker.text.SpokenForm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class QualityGateTest {

    private static final QualityGate.Judgement ACCEPTED = new QualityGate.Judgement.Accepted();

    private static FreeTtsEngine engine;

    @BeforeAll
    static void start() {
        engine = FreeTtsEngine.start(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static Stream<Arguments> hardTexts() {
        List<String> texts = List.of(
                Samples.HARBOUR,
                "Yes.",
                "A.",
                "7",
                "In 1999 it cost $1,234,567.89; in 2021 \u20AC999,999 (+45.7 %).",
                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
                "12345678901234567890123456789012345678901234567890",
                "Call (555) 123-4567 or +44 20 7946 0958 before 12:30 on 2021-03-12.",
                "See https://www.example.com/articles/2021/03/a-very-long-title?utm_source=x&id=12345 and test.example.org.",
                "ALL CAPS HEADLINE ABOUT NASA, THE BBC, HTTP AND XML IN THE USA.",
                "if (x != y) { foo_bar(a[1] + b * 2); return null; } else { i++; }",
                "kubectl -n kube-system get pods -o jsonpath='{.items[*].metadata.name}'",
                "Antidisestablishmentarianism and pneumonoultramicroscopicsilicovolcanoconiosis.",
                "Um. Er. No! Why? So. Go. Up. On. In. At. Is. It. We. Us. He. Me. My. By.",
                "U.S., U.K., E.U., Ph.D., M.I.T., a.m., p.m.",
                "I. II. III. IV. V. VI. VII. VIII. IX. X.",
                "Qwrtp zxcvb nmlkj hgfds pqrst.",
                "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, January, February, March.",
                "word ".repeat(160),
                "777 ".repeat(30),
                "9".repeat(200),
                "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
                "the of a to in is it on at by we be as or an if no so do up");
        return Stream.concat(
                texts.stream().map(text -> Arguments.of(text, Samples.KEVIN)),
                Stream.of(Samples.MARCUS, Samples.ROBIN)
                        .flatMap(voice -> texts.stream().limit(5).map(text -> Arguments.of(text, voice))));
    }

    @ParameterizedTest
    @MethodSource("hardTexts")
    void realSpeechPassesHoweverHardTheText(String text, VoiceSettings voice) {
        String spoken = SpokenForm.of(text, Locale.ENGLISH);
        PcmStatistics.Meter meter = new PcmStatistics.Meter();
        Mp3Encoder encoder = new Mp3Encoder();
        engine.synthesize(
                spoken,
                voice,
                (samples, count) -> {
                    meter.write(samples, count);
                    encoder.write(samples, count);
                },
                Cancellation.NEVER);
        long millis = Mp3Format.millis(Mp3Format.countFrames(encoder.finish()).orElseThrow());

        QualityGate.Judgement judgement = QualityGate.judgeSegment(spoken, voice.rateWpm(), meter.statistics(), millis);

        assertThat(judgement).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "3.5,   0.1,   0,   3500,  too_short",
        "40,    0.1,   0,   40000, too_long",
        "12,    0.019, 0,   12000, bad_level",
        "12,    0.41,  0,   12000, bad_level",
        "12,    0.1,   0.48, 12000, mostly_silent",
        "12,    0.1,   0,   12200, encoding_mismatch",
        "12,    0.1,   0,   11800, encoding_mismatch",
        "0,     0,     0,   0,     too_short",
    })
    void audioThatIsNotTheTextsSpeechIsRejectedWithItsReason(
            double seconds, double rms, double silence, long mp3Millis, String code) {
        PcmStatistics pcm = statistics(seconds, rms, silence);

        QualityGate.Judgement judgement = QualityGate.judgeSegment(Samples.HARBOUR, 150, pcm, mp3Millis);

        assertThat(judgement)
                .isInstanceOfSatisfying(
                        QualityGate.Judgement.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @Test
    void theLimitsOfLengthFollowTheSpeedOfTheVoice() {
        PcmStatistics pcm = statistics(32, 0.1, 0);

        QualityGate.Judgement usual = QualityGate.judgeSegment(Samples.HARBOUR, 150, pcm, 32_000);
        QualityGate.Judgement slow = QualityGate.judgeSegment(Samples.HARBOUR, 100, pcm, 32_000);

        assertThat(usual).isInstanceOf(QualityGate.Judgement.Rejected.class);
        assertThat(slow).isEqualTo(ACCEPTED);
    }

    @Test
    void aTextThatTheVoiceCannotReadIsRejected() {
        assertThat(QualityGate.judgeText(0.2, 1)).isEqualTo(ACCEPTED);
        assertThat(QualityGate.judgeText(0.21, 1)).isInstanceOf(QualityGate.Judgement.Rejected.class);
        assertThat(QualityGate.judgeText(0, 0)).isInstanceOf(QualityGate.Judgement.Rejected.class);
    }

    @Test
    void aFileThatLacksASegmentOrBytesIsRejected() {
        assertThat(QualityGate.judgeFile(3, 3, 648, 648)).isEqualTo(ACCEPTED);
        assertThat(QualityGate.judgeFile(3, 2, 648, 648)).isInstanceOf(QualityGate.Judgement.Rejected.class);
        assertThat(QualityGate.judgeFile(3, 3, 648, 432)).isInstanceOf(QualityGate.Judgement.Rejected.class);
    }

    @Test
    void theMeterAddsUpHoweverTheSamplesArrive() {
        short[] half = new short[16_000];
        Arrays.fill(half, 0, 8_000, (short) 16_384);
        PcmStatistics.Meter meter = new PcmStatistics.Meter();
        for (int i = 0; i < half.length; i += 100) {
            meter.write(Arrays.copyOfRange(half, i, i + 100), 100);
        }

        PcmStatistics statistics = meter.statistics();

        assertThat(statistics).isEqualTo(new PcmStatistics(16_000, 2_000, 50, 25));
        assertThat(statistics.seconds()).isEqualTo(1);
        assertThat(statistics.rms()).isEqualTo(Math.sqrt(0.125));
        assertThat(statistics.silentShare()).isEqualTo(0.5);
    }

    private static PcmStatistics statistics(double seconds, double rms, double silence) {
        long samples = (long) (seconds * 16_000);
        long frames = samples / 320;
        return new PcmStatistics(samples, rms * rms * samples, frames, (long) (silence * frames));
    }
}
