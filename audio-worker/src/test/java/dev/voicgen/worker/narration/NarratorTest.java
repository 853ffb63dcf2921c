package dev.voicgen.worker.narration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.testkit.audio.DecodedAudio;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.Samples;
import dev.voicgen.worker.speech.SpeechOutcome;
import dev.voicgen.worker.speech.VoiceSettings;
import dev.voicgen.worker.speech.freetts.FreeTtsEngine;
import dev.voicgen.worker.store.FolderAudioStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class NarratorTest {

    private static final Narrator.ProgressListener NOBODY = (done, total) -> {};

    private static FreeTtsEngine engine;

    @TempDir
    Path folder;

    private FolderAudioStore store;
    private Narrator narrator;

    @BeforeAll
    static void start() {
        engine = FreeTtsEngine.start(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @BeforeEach
    void open() throws IOException {
        store = FolderAudioStore.open(folder);
        narrator = new Narrator(engine, store);
    }

    @Test
    void anArticleBecomesOneCleanFileWhoseSegmentsCoverAudioAndText() throws IOException {
        String text = TestArticle.text();

        Narration.Narrated narrated = narrate(text, Samples.KEVIN);

        DecodedAudio heard = heard(narrated);
        assertThat(heard.sampleRate()).isEqualTo(16_000);
        assertThat(heard.millis()).isEqualTo(narrated.durationMs());
        assertThat(heard.rms()).isBetween(0.02, 0.4);
        assertThat(heard.silentShare()).isLessThan(0.4);
        double wordsPerSecond = text.split("\\s+").length * 1000.0 / narrated.durationMs();
        assertThat(wordsPerSecond).isBetween(1.8, 5.0);
        assertThat(narrated.synthesised()).isEqualTo(narrated.segments().size()).isGreaterThan(5);
        assertThat(narrated.reused()).isZero();
        assertCovered(text, narrated);
    }

    @Test
    void theSameArticleIsTheSameFileAndNothingIsSpokenAgain() {
        Narration.Narrated first = narrate(TestArticle.text(), Samples.KEVIN);

        Narration.Narrated second = narrate(TestArticle.text(), Samples.KEVIN);

        assertThat(second.synthesised()).isZero();
        assertThat(second.reused()).isEqualTo(first.synthesised());
        assertThat(second.file()).isEqualTo(first.file());
        assertThat(second.segments()).isEqualTo(first.segments());
    }

    @Test
    void anotherVoiceSharesNothing() {
        Narration.Narrated kevin = narrate(Samples.HARBOUR, Samples.KEVIN);

        Narration.Narrated robin = narrate(Samples.HARBOUR, Samples.ROBIN);

        assertThat(robin.reused()).isZero();
        assertThat(robin.file()).isNotEqualTo(kevin.file());
    }

    @Test
    void aNarrationThatWasCancelledGoesOnBehindTheLastFinishedSegment() throws IOException {
        AtomicInteger finished = new AtomicInteger();
        Narration cancelled = narrator.narrate(
                request(TestArticle.text(), Samples.KEVIN),
                (done, total) -> finished.set(done),
                () -> finished.get() == 3);
        assertThat(cancelled).isEqualTo(new Narration.Cancelled());

        Narration.Narrated resumed = narrate(TestArticle.text(), Samples.KEVIN);

        assertThat(resumed.reused()).isEqualTo(3);
        assertThat(resumed.synthesised()).isEqualTo(resumed.segments().size() - 3);
        FolderAudioStore elsewhere = FolderAudioStore.open(folder.resolve("elsewhere"));
        Narration unbroken = new Narrator(engine, elsewhere)
                .narrate(request(TestArticle.text(), Samples.KEVIN), NOBODY, Cancellation.NEVER);
        assertThat(unbroken)
                .asInstanceOf(type(Narration.Narrated.class))
                .extracting(Narration.Narrated::file)
                .isEqualTo(resumed.file());
    }

    @Test
    void aCrashInTheMiddleLosesNoFinishedSegmentAndPublishesNothing() throws IOException {
        Narrator.Request request = request(TestArticle.text(), Samples.KEVIN);
        Narrator.ProgressListener crash = (done, total) -> {
            if (done == 4) {
                throw new IllegalStateException("crash");
            }
        };
        assertThat(catchThrowable(() -> narrator.narrate(request, crash, Cancellation.NEVER)))
                .hasMessage("crash");
        try (var files = Files.list(folder)) {
            assertThat(files).allMatch(Files::isDirectory);
        }

        Narration.Narrated resumed = narrate(TestArticle.text(), Samples.KEVIN);

        assertThat(resumed.reused()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aChangedParagraphIsSpokenAgainAndLittleElse(int changed) {
        narrate(TestArticle.text(), Samples.KEVIN);
        List<String> blocks = new ArrayList<>(TestArticle.blocks());
        blocks.set(changed, "Nothing is as it was. " + blocks.get(changed));

        Narration.Narrated again = narrate(String.join("\n\n", blocks), Samples.KEVIN);

        assertThat(again.synthesised()).isBetween(1, 3);
        assertThat(again.reused()).isGreaterThan(again.synthesised());
        assertCovered(String.join("\n\n", blocks), again);
    }

    @Test
    void progressCountsSegments() {
        List<String> progress = new ArrayList<>();

        Narration narration = narrator.narrate(
                request(TestArticle.text(), Samples.KEVIN),
                (done, total) -> progress.add(done + "/" + total),
                Cancellation.NEVER);

        int total = ((Narration.Narrated) narration).segments().size();
        assertThat(progress).hasSize(total).startsWith("1/" + total).endsWith(total + "/" + total);
    }

    @Test
    void aDamagedStoredSegmentIsSpokenAgain() throws IOException {
        Narration.Narrated first = narrate(Samples.HARBOUR, Samples.KEVIN);
        try (var segments = Files.list(folder.resolve("segments"))) {
            Path segment = segments.findFirst().orElseThrow();
            byte[] content = Files.readAllBytes(segment);
            Files.write(segment, Arrays.copyOf(content, content.length / 2));
        }

        Narration.Narrated second = narrate(Samples.HARBOUR, Samples.KEVIN);

        assertThat(second.synthesised()).isEqualTo(1);
        assertThat(second.file()).isEqualTo(first.file());
    }

    @Test
    void partsThatCannotBeSaidAreLeftOut() {
        String text = "* * *\n\n" + Samples.HARBOUR;

        Narration.Narrated narrated = narrate(text, Samples.KEVIN);

        assertThat(narrated.segments()).hasSize(1);
    }

    @Test
    void aTextInAnotherScriptIsUnspeakable() {
        Narration narration = narrator.narrate(
                request("\u0413\u0430\u0432\u0430\u043D\u044C \u0441\u043D\u043E\u0432\u0430 open.", Samples.KEVIN),
                NOBODY,
                Cancellation.NEVER);

        assertThat(narration)
                .asInstanceOf(type(Narration.Unspeakable.class))
                .extracting(Narration.Unspeakable::code)
                .isEqualTo("language_mismatch");
    }

    @Test
    void aVoiceThatDoesNotSpeakTheLanguageIsUnspeakable() {
        Narrator.Request german = new Narrator.Request("Guten Tag.", new Language("de"), Samples.KEVIN);

        Narration narration = narrator.narrate(german, NOBODY, Cancellation.NEVER);

        assertThat(narration)
                .asInstanceOf(type(Narration.Unspeakable.class))
                .extracting(Narration.Unspeakable::code)
                .isEqualTo("voice_unavailable");
    }

    @Test
    void whatAnEngineReportsDecidesHowTheNarrationEnds() {
        assertThat(narrateWith(new SpeechOutcome.Unavailable(Duration.ofMinutes(2), "busy")))
                .isEqualTo(new Narration.TryAgain(Duration.ofMinutes(2), "busy"));
        assertThat(narrateWith(new SpeechOutcome.Refused("no")))
                .isEqualTo(new Narration.Unspeakable("engine_refused", "no"));
        assertThat(narrateWith(new SpeechOutcome.BadOutput("torn"))).isInstanceOf(Narration.TryAgain.class);
        assertThat(narrateWith(new SpeechOutcome.Cancelled())).isEqualTo(new Narration.Cancelled());
    }

    @Test
    void anEngineThatClaimsToHaveSpokenButDidNotIsNotBelieved() throws IOException {
        Narration narration = narrateWith(new SpeechOutcome.Spoken());

        assertThat(narration)
                .asInstanceOf(type(Narration.Unspeakable.class))
                .extracting(Narration.Unspeakable::code)
                .isEqualTo("too_short");
        try (var segments = Files.list(folder.resolve("segments"))) {
            assertThat(segments).isEmpty();
        }
    }

    @Test
    void aStoreThatDoesNotWorkIsTriedAgainLater() throws IOException {
        Files.delete(folder.resolve("segments"));

        Narration narration = narrator.narrate(request(Samples.HARBOUR, Samples.KEVIN), NOBODY, Cancellation.NEVER);

        assertThat(narration).isInstanceOf(Narration.TryAgain.class);
    }

    private Narration narrateWith(SpeechOutcome outcome) {
        return new Narrator(new SilentEngine(outcome), store)
                .narrate(request(Samples.HARBOUR, Samples.KEVIN), NOBODY, Cancellation.NEVER);
    }

    private Narration.Narrated narrate(String text, VoiceSettings voice) {
        Narration narration = narrator.narrate(request(text, voice), NOBODY, Cancellation.NEVER);
        assertThat(narration).isInstanceOf(Narration.Narrated.class);
        return (Narration.Narrated) narration;
    }

    private static Narrator.Request request(String text, VoiceSettings voice) {
        return new Narrator.Request(text, Language.ENGLISH, voice);
    }

    private DecodedAudio heard(Narration.Narrated narrated) throws IOException {
        try (var audio = store.open(narrated.file()).orElseThrow()) {
            return DecodedAudio.ofMp3(audio.readAllBytes());
        }
    }

    private static void assertCovered(String text, Narration.Narrated narrated) {
        int[] codePoints = text.codePoints().toArray();
        long millis = 0;
        int end = 0;
        for (Narration.SpokenSegment segment : narrated.segments()) {
            assertThat(segment.startMs()).isEqualTo(millis);
            assertThat(segment.endMs()).isGreaterThan(millis);
            assertThat(new String(codePoints, end, segment.textStart() - end)).isBlank();
            millis = segment.endMs();
            end = segment.textEnd();
        }
        assertThat(new String(codePoints, end, codePoints.length - end)).isBlank();
        assertThat(millis).isEqualTo(narrated.durationMs());
    }
}
