package dev.voicgen.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.worker.narration.Narration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a job, in a whole worker whose speech says what it is told to. */
class JobPipelineIT {

    private static WorkerTestBed bed;

    @BeforeAll
    static void start() throws IOException {
        bed = WorkerTestBed.start();
    }

    @AfterAll
    static void stop() throws IOException {
        bed.close();
    }

    @AfterEach
    void stopWorkers() {
        bed.stopWorkers();
    }

    @Test
    void aNarratedJobIsReadySettledAndCalledBackOnce() {
        AudioJob job = TestJobs.job();
        bed.worker(1, FakeSpeech.quick('a'));

        bed.append(job);

        await().untilAsserted(() -> assertThat(bed.status(job)).isEqualTo("ready"));
        WorkerTestBed.Row row = bed.row(job).orElseThrow();
        assertThat(row.file()).startsWith("a");
        assertThat(row.progressPercent()).isEqualTo(100);
        assertThat(row.attempt()).isEqualTo(1);
        assertThat(bed.deliveries(job)).containsExactly("audio.ready");
        await().untilAsserted(() ->
                assertThat(bed.commands(SiteCommand.JobReady.class, job)).hasSize(1));
        assertThat(bed.commands(SiteCommand.JobStarted.class, job)).hasSize(1);
    }

    /** A slot that slept through half a second behind each transaction would need more than the half minute. */
    @Test
    void jobsThatWaitAreTakenOneRightAfterTheOther() {
        List<AudioJob> jobs =
                IntStream.range(0, 80).mapToObj(i -> TestJobs.job()).toList();
        bed.appendInTransactions(jobs);

        bed.worker(1, FakeSpeech.quick('a'));

        await().untilAsserted(() ->
                assertThat(jobs).allSatisfy(job -> assertThat(bed.status(job)).isEqualTo("ready")));
    }

    /** Also where the catalog has not noted it yet: nobody is told of a job without what is on its timeline. */
    @Test
    void whatHappensToAJobIsOnItsTimelineInTheSameMoment() {
        AudioJob job = TestJobs.job();
        FakeSpeech speech = FakeSpeech.stepwise('a');
        bed.worker(1, speech);

        bed.append(job);

        await().until(() -> bed.status(job).equals("generating"));
        assertThat(bed.timeline(job)).containsExactly("queued", "generating");
        bed.tell(AudioEvent.Queued.of(job));
        speech.goOn(4);
        await().pollInterval(Duration.ofMillis(5)).until(() -> bed.status(job).equals("ready"));
        assertThat(bed.timeline(job)).containsExactly("queued", "generating", "ready");
    }

    @Test
    void theEndOfAFailedJobIsOnItsTimelineInTheSameMoment() {
        AudioJob job = TestJobs.job();
        bed.worker(
                1, FakeSpeech.ending(any -> new Narration.Unspeakable("unreadable_text", "There is nothing to read.")));

        bed.append(job);

        await().pollInterval(Duration.ofMillis(5)).until(() -> bed.status(job).equals("failed"));
        assertThat(bed.timeline(job)).containsExactly("queued", "generating", "failed");
    }

    /** As its predecessors did: their records are on the topic when a worker of this release takes over. */
    @Test
    void whatAnEarlierReleaseToldOfAJobIsOnItsTimelineOnce() {
        AudioJob job = TestJobs.job();
        bed.worker(1, FakeSpeech.quick('a'));
        bed.append(job);
        await().until(() -> bed.status(job).equals("ready"));
        String file = bed.row(job).orElseThrow().file();
        AudioJob next = TestJobs.job(job.article().postId().value());

        bed.tell(new AudioEvent.Generating(job.jobId(), job.post(), Instant.now(), 1));
        bed.tell(new AudioEvent.Ready(job.jobId(), job.post(), Instant.now(), new ReadyAudio(file, 12)));
        bed.tell(AudioEvent.Queued.of(next));
        bed.tell(new AudioEvent.Generating(next.jobId(), next.post(), Instant.now(), 1));
        bed.tell(new AudioEvent.Failed(next.jobId(), next.post(), Instant.now(), "no_voice", "No voice speaks it."));

        await().until(() -> bed.timeline(next), List.of("queued", "generating", "failed")::equals);
        assertThat(bed.timeline(job)).containsExactly("queued", "generating", "ready");
    }

    @Test
    void aJobThatComesAgainAfterItsAudioWasDeletedIsNotDoneAgain() {
        AudioJob job = TestJobs.job();
        FakeSpeech speech = FakeSpeech.quick('a');
        bed.worker(1, speech);
        bed.append(job);
        await().until(() -> bed.timeline(job).contains("ready"));
        Path file = bed.file(job);
        bed.tell(new AudioEvent.Deleted(job.jobId(), job.post(), Instant.now()));
        await().until(() -> bed.row(job).isEmpty() && !Files.exists(file));

        bed.append(job);

        AudioJob next = TestJobs.job();
        bed.append(next);
        await().until(() -> bed.status(next).equals("ready"));
        assertThat(speech.begun()).containsExactly(job.jobId(), next.jobId());
        assertThat(bed.row(job)).isEmpty();
    }

    @Test
    void aJobWhoseFileGoesWithADeletedPostAtTheLastMomentMakesItAgain() {
        AudioJob job = TestJobs.job();
        bed.worker(1, FakeSpeech.quick('a').losingAFile());

        bed.append(job);

        await().until(() -> bed.status(job).equals("ready"));
        assertThat(bed.row(job).orElseThrow().attempt()).isEqualTo(2);
        assertThat(bed.file(job)).exists();
    }

    @Test
    void progressMovesWithTheSegments() {
        AudioJob job = TestJobs.job();
        FakeSpeech speech = FakeSpeech.stepwise('a');
        bed.worker(1, speech);
        bed.append(job);
        await().until(() -> !speech.begun().isEmpty());

        speech.goOn(1);

        await().untilAsserted(() ->
                assertThat(bed.row(job).orElseThrow().progressPercent()).isEqualTo(25));
        assertThat(bed.status(job)).isEqualTo("generating");
        speech.goOn(3);
        await().until(() -> bed.status(job).equals("ready"));
    }

    @Test
    void aJobLongerThanTheLockIsRenewedAndDoneOnce() {
        AudioJob job = TestJobs.job();
        FakeSpeech speech = FakeSpeech.stepwise('a');
        AudioWorker worker = bed.worker(2, speech);
        bed.append(job);
        // Renewed at each third of the lock: with the fourth it would be over, but for those before.
        await().until(() -> WorkerTestBed.renewals(worker) >= 4);

        speech.goOn(4);

        await().until(() -> bed.status(job).equals("ready"));
        assertThat(bed.row(job).orElseThrow().attempt()).isEqualTo(1);
        assertThat(speech.begun()).containsExactly(job.jobId());
    }

    @Test
    void aJobThatKeepsFailingIsTriedFiveTimesAndThenFailsWithADeadLetter() {
        AudioJob job = TestJobs.job();
        FakeSpeech speech = FakeSpeech.ending(any -> new Narration.TryAgain(Duration.ZERO, "the engine is away"));
        bed.worker(1, speech);

        bed.append(job);

        await().until(() -> bed.status(job).equals("failed"));
        assertThat(speech.begun()).hasSize(5);
        assertThat(bed.row(job).orElseThrow().failureCode()).isEqualTo("attempts_exhausted");
        assertThat(bed.deliveries(job)).containsExactly("audio.failed");
        assertThat(bed.deadLetters(job))
                .singleElement()
                .asString()
                .contains("5 attempts")
                .contains("the engine is away");
        await().untilAsserted(() ->
                assertThat(bed.commands(SiteCommand.JobFailed.class, job)).hasSize(1));
    }

    @Test
    void aJobThatFailsOnceIsReadyAfterTheSecondAttempt() {
        AudioJob job = TestJobs.job();
        AtomicInteger calls = new AtomicInteger();
        Function<AudioJob, Narration> outcome = any -> calls.incrementAndGet() == 1
                ? new Narration.TryAgain(Duration.ZERO, "busy")
                : TestJobs.narrated(any, 'a');
        bed.worker(1, FakeSpeech.ending(outcome));

        bed.append(job);

        await().until(() -> bed.status(job).equals("ready"));
        assertThat(bed.row(job).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void jobsThatWaitForTheirNextAttemptStopNobody() {
        List<AudioJob> bad = IntStream.range(0, 6).mapToObj(i -> TestJobs.job()).toList();
        List<AudioJob> badOfBatch =
                IntStream.range(0, 6).mapToObj(i -> TestJobs.job()).toList();
        Set<Long> failing = Stream.of(bad, badOfBatch)
                .flatMap(List::stream)
                .map(AudioJob::jobId)
                .collect(Collectors.toSet());
        AudioJob good = TestJobs.job();
        AudioJob goodOfBatch = TestJobs.job();
        int waitingBefore = bed.waiting();
        bed.patientWorker(
                2,
                FakeSpeech.ending(job -> failing.contains(job.jobId())
                        ? new Narration.TryAgain(Duration.ZERO, "the engine is away")
                        : TestJobs.narrated(job, 'a')));
        bad.forEach(bed::append);
        badOfBatch.forEach(bed::appendBulk);

        bed.append(good);
        bed.appendBulk(goodOfBatch);

        await().until(() -> bed.status(good).equals("ready"));
        await().until(() -> bed.status(goodOfBatch).equals("ready"));
        await().until(() -> bed.waiting() - waitingBefore, Integer.valueOf(failing.size())::equals);
        assertThat(bad)
                .allSatisfy(
                        job -> assertThat(bed.row(job).orElseThrow().attempt()).isEqualTo(1));
    }

    @Test
    void anUnspeakableTextFailsAtOnceAndIsNoDeadLetter() {
        AudioJob job = TestJobs.job();
        FakeSpeech speech =
                FakeSpeech.ending(any -> new Narration.Unspeakable("unreadable_text", "There is nothing to read."));
        bed.worker(1, speech);

        bed.append(job);

        await().until(() -> bed.status(job).equals("failed"));
        assertThat(bed.row(job).orElseThrow().failureCode()).isEqualTo("unreadable_text");
        assertThat(speech.begun()).hasSize(1);
        assertThat(bed.deadLetters(job)).isEmpty();
    }

    @Test
    void anUnknownVoiceFailsTheJob() {
        AudioJob job = TestJobs.job("unknown-voice", 4711, "A text in a voice that nobody has.", null);
        bed.worker(1, FakeSpeech.quick('a'));

        bed.append(job);

        await().until(() -> bed.status(job).equals("failed"));
        assertThat(bed.row(job).orElseThrow().failureCode()).isEqualTo("voice_unavailable");
        assertThat(bed.deliveries(job)).isEmpty();
    }

    @Test
    void aBugOfTheNarratorCostsAttemptsAndNotTheSlot() {
        AudioJob broken = TestJobs.job();
        AudioJob next = TestJobs.job();
        bed.worker(1, FakeSpeech.ending(job -> {
            if (job.jobId() == broken.jobId()) {
                throw new IllegalStateException("a bug");
            }
            return TestJobs.narrated(job, 'a');
        }));

        bed.append(broken);
        bed.append(next);

        await().until(() -> bed.status(broken).equals("failed"));
        await().until(() -> bed.status(next).equals("ready"));
    }

    @Test
    void aRecordThatIsNoJobGoesToTheDeadLettersAndTheNextIsDone() {
        AudioJob next = TestJobs.job();
        String poison = "{\"job_id\": \"none of it " + next.jobId() + "\"}";
        bed.worker(1, FakeSpeech.quick('a'));

        bed.appendBytes(poison);
        bed.append(next);

        await().until(() -> bed.status(next).equals("ready"));
        await().untilAsserted(() -> assertThat(bed.deadLetters(poison.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("not a job"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "callback"})
    void aJobThatTheDatabaseRefusesGivesItsPostBack(String culprit) {
        AudioJob job = TestJobs.withNulIn(culprit);
        bed.worker(1, FakeSpeech.quick('a'));

        bed.append(job);

        await().untilAsserted(() ->
                assertThat(bed.commands(SiteCommand.JobFailed.class, job)).hasSize(1));
        assertThat(bed.deadLetters(job)).hasSize(1);
        assertThat(bed.status(job)).isIn("none", "failed");
    }

    @Test
    void aJobBehindANewerOneOfItsPostIsForgotten() {
        AudioJob older = TestJobs.job("superseded");
        AudioJob newer = TestJobs.job("superseded");
        FakeSpeech speech = FakeSpeech.quick('a');
        bed.worker(1, speech);
        bed.append(newer);
        await().until(() -> bed.status(newer).equals("ready"));

        bed.append(older);

        AudioJob next = TestJobs.job();
        bed.append(next);
        await().until(() -> bed.status(next).equals("ready"));
        assertThat(speech.begun()).doesNotContain(older.jobId());
        assertThat(bed.row(newer).orElseThrow().jobId()).isEqualTo(newer.jobId());
    }

    @Test
    void aJobThatComesAgainAfterItsEndIsNotDoneAgain() {
        AudioJob job = TestJobs.job();
        FakeSpeech speech = FakeSpeech.quick('a');
        bed.worker(1, speech);
        bed.append(job);
        await().until(() -> bed.status(job).equals("ready"));

        bed.append(job);

        AudioJob next = TestJobs.job();
        bed.append(next);
        await().until(() -> bed.status(next).equals("ready"));
        assertThat(speech.begun()).containsExactly(job.jobId(), next.jobId());
        assertThat(bed.deliveries(job)).hasSize(1);
    }

    @Test
    void aFailedRegenerationBringsTheEarlierAudioBack() {
        AudioJob first = TestJobs.job("regenerated");
        AudioJob second = TestJobs.job("regenerated");
        bed.worker(
                1,
                FakeSpeech.ending(job -> job.jobId() == first.jobId()
                        ? TestJobs.narrated(job, 'a')
                        : new Narration.Unspeakable("unreadable_text", "There is nothing to read.")));
        bed.append(first);
        await().until(() -> bed.status(first).equals("ready"));

        bed.append(second);

        await().untilAsserted(() -> assertThat(bed.deliveries(second)).containsExactly("audio.failed"));
        WorkerTestBed.Row row = bed.row(second).orElseThrow();
        assertThat(row.status()).isEqualTo("ready");
        assertThat(row.fileJobId()).isEqualTo(first.jobId());
        assertThat(row.contentHash()).isEqualTo(first.article().contentHash());
        assertThat(row.failureCode()).isEqualTo("unreadable_text");
    }

    @Test
    void twoWorkersShareTheLoad() {
        List<AudioJob> jobs =
                IntStream.range(0, 4).mapToObj(i -> TestJobs.job()).toList();
        FakeSpeech one = FakeSpeech.stepwise('a');
        FakeSpeech other = FakeSpeech.stepwise('b');
        bed.worker(2, one);
        bed.worker(2, other);

        jobs.forEach(bed::append);

        await().until(() -> one.begun().size() == 2 && other.begun().size() == 2);
        one.goOn(8);
        other.goOn(8);
        await().until(() -> jobs.stream().allMatch(job -> bed.status(job).equals("ready")));
        assertThat(one.begun()).doesNotContainAnyElementsOf(other.begun());
    }

    @Test
    void aWorkerThatStopsGivesItsJobBackAndAnotherEndsIt() {
        AudioJob job = TestJobs.job();
        FakeSpeech stuck = FakeSpeech.stepwise('a');
        AudioWorker stopping = bed.worker(1, stuck);
        bed.append(job);
        await().until(() -> !stuck.begun().isEmpty());

        stopping.close();

        bed.worker(1, FakeSpeech.quick('b'));
        await().until(() -> bed.status(job).equals("ready"));
        assertThat(bed.row(job).orElseThrow().file()).startsWith("b");
    }
}
