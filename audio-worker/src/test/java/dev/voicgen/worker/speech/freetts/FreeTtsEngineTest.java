package dev.voicgen.worker.speech.freetts;

import static dev.voicgen.worker.speech.Samples.HARBOUR;
import static dev.voicgen.worker.speech.Samples.KEVIN;
import static dev.voicgen.worker.speech.Samples.MARCUS;
import static dev.voicgen.worker.speech.Samples.ROBIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.SpeechOutcome;
import dev.voicgen.worker.speech.VoiceSettings;
import dev.voicgen.worker.text.SpokenForm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class FreeTtsEngineTest {

    private static FreeTtsEngine engine;

    @BeforeAll
    static void start() {
        engine = FreeTtsEngine.start(2);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void theSameTextAndVoiceAreTheSameSamplesWhateverWasSpokenBefore() {
        Pcm first = speak(HARBOUR, KEVIN);
        speak("Something else.", ROBIN);

        Pcm again = speak(HARBOUR, KEVIN);

        assertThat(again.samples()).isNotEmpty().isEqualTo(first.samples());
    }

    @Test
    void moreThreadsThanVoicesAllGetTheSameSamples() throws Exception {
        Pcm expected = speak(HARBOUR, KEVIN);
        ExecutorService threads = Executors.newFixedThreadPool(5);
        List<Callable<Pcm>> tasks = IntStream.range(0, 10)
                .<Callable<Pcm>>mapToObj(i -> () -> speak(HARBOUR, KEVIN))
                .toList();

        List<Future<Pcm>> spoken = threads.invokeAll(tasks);

        threads.shutdown();
        for (Future<Pcm> pcm : spoken) {
            assertThat(pcm.get().samples()).isEqualTo(expected.samples());
        }
    }

    @Test
    void enginesCanBeStartedAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);

        List<Future<FreeTtsEngine>> engines = threads.invokeAll(List.of(
                () -> FreeTtsEngine.start(1),
                () -> FreeTtsEngine.start(1),
                () -> FreeTtsEngine.start(1),
                () -> FreeTtsEngine.start(1)));

        threads.shutdown();
        for (Future<FreeTtsEngine> started : engines) {
            started.get().close();
        }
    }

    @Test
    void voicesDifferInPitchAndSpeed() {
        Pcm kevin = speak(HARBOUR, KEVIN);
        Pcm marcus = speak(HARBOUR, MARCUS);
        Pcm robin = speak(HARBOUR, ROBIN);

        assertThat(kevin.pitchHz()).isBetween(90.0, 115.0);
        assertThat(marcus.pitchHz()).isBetween(70.0, 90.0);
        assertThat(robin.pitchHz()).isBetween(130.0, 165.0);
        assertThat(marcus.samples().length).isGreaterThan(kevin.samples().length);
        assertThat(robin.samples().length).isLessThan(kevin.samples().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                "x'",
                "Why? Because! So: there",
                "I II III XIV",
                "+ 5",
                "(a) [b] {c}",
                "$",
                "1/0",
                "''''a"
            })
    void oddTextsAreSpokenToo(String text) {
        Pcm pcm = new Pcm();

        SpeechOutcome outcome = engine.synthesize(text, KEVIN, pcm, Cancellation.NEVER);

        assertThat(outcome).isEqualTo(new SpeechOutcome.Spoken());
        assertThat(pcm.samples()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "\n\n"})
    void aTextThatGivesNoAudioIsBadOutput(String text) {
        SpeechOutcome outcome = engine.synthesize(text, KEVIN, new Pcm(), Cancellation.NEVER);

        assertThat(outcome).isInstanceOf(SpeechOutcome.BadOutput.class);
    }

    @Test
    void anUnknownVoiceIsRefused() {
        VoiceSettings unknown = VoiceSettings.parse("{\"engine_voice\":\"alan\"}");

        SpeechOutcome outcome = engine.synthesize("Hello.", unknown, new Pcm(), Cancellation.NEVER);

        assertThat(outcome).isInstanceOf(SpeechOutcome.Refused.class);
    }

    @Test
    void aCancelledSynthesisStopsInTheMiddleAndGivesItsVoiceBack() {
        AtomicInteger asked = new AtomicInteger();
        Pcm pcm = new Pcm();

        SpeechOutcome outcome = engine.synthesize(HARBOUR, KEVIN, pcm, () -> asked.incrementAndGet() > 20);

        assertThat(outcome).isEqualTo(new SpeechOutcome.Cancelled());
        assertThat(pcm.samples().length).isBetween(1, speak(HARBOUR, KEVIN).samples().length - 1);
        assertThat(speak(HARBOUR, KEVIN).samples())
                .isEqualTo(speak(HARBOUR, KEVIN).samples());
    }

    @Test
    void whoWaitsForAVoiceCanBeCancelled() {
        FreeTtsEngine none = FreeTtsEngine.start(1);
        none.close();
        AtomicInteger asked = new AtomicInteger();

        SpeechOutcome outcome = none.synthesize("Hello.", KEVIN, new Pcm(), () -> asked.incrementAndGet() > 2);

        assertThat(outcome).isEqualTo(new SpeechOutcome.Cancelled());
    }

    @Test
    void askingToCancelIsNeverFarAwayEvenInTheWorstText() {
        String digits = SpokenForm.of("7".repeat(800), Locale.ENGLISH);
        AtomicInteger asked = new AtomicInteger();

        engine.synthesize(digits, KEVIN, new Pcm(), () -> asked.incrementAndGet() < 0);

        assertThat(asked.get()).isGreaterThan(20);
    }

    @Test
    void itStartsNoThreadsAndPrintsNothing() {
        Set<String> before = threads();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capture);
        System.setErr(capture);

        try (FreeTtsEngine quiet = FreeTtsEngine.start(1)) {
            quiet.synthesize(HARBOUR, KEVIN, new Pcm(), Cancellation.NEVER);
            assertThat(threads()).isEqualTo(before);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static Set<String> threads() {
        return Stream.of(Thread.currentThread().getThreadGroup())
                .flatMap(group -> {
                    Thread[] threads = new Thread[group.activeCount() + 10];
                    return Stream.of(threads).limit(group.enumerate(threads));
                })
                .map(Thread::getName)
                .filter(name -> name.startsWith("Thread-"))
                .collect(Collectors.toSet());
    }

    private static Pcm speak(String text, VoiceSettings voice) {
        Pcm pcm = new Pcm();
        assertThat(engine.synthesize(text, voice, pcm, Cancellation.NEVER)).isEqualTo(new SpeechOutcome.Spoken());
        return pcm;
    }
}
