package dev.voicgen.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.worker.store.FolderAudioStore;
import dev.voicgen.worker.store.SegmentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of jobs while workers die without a word, and while others start beside those that work. */
class WorkersComeAndGoIT {

    private static WorkerTestBed bed;

    @BeforeAll
    static void start() throws IOException {
        bed = WorkerTestBed.start();
        bed.addSite();
    }

    @AfterAll
    static void stop() throws IOException {
        bed.close();
    }

    @Test
    void aJobThatWaitsForItsNextAttemptOutlivesItsWorker() throws IOException {
        AudioJob job = TestJobs.job();
        bed.append(job);
        try (ServiceProcess dying = ServiceProcess.start(FailingWorker.class.getName(), bed.environment())) {
            await().until(() -> bed.waiting() == 1);

            dying.kill();
        }

        try (AudioWorker other = AudioWorker.start(bed.config(1), FakeSpeech.quick('b'))) {
            await().until(() -> bed.status(job).equals("ready"));
            assertThat(bed.row(job).orElseThrow().attempt()).isEqualTo(2);
            assertThat(bed.timeline(job)).containsExactly("queued", "generating", "generating", "ready");
            await().until(() -> bed.waiting() == 0);
            assertThat(other.health().isGood()).isTrue();
        }
    }

    @Test
    void theJobOfAKilledWorkerEndsOnceWithOneCallback() throws IOException {
        try (HttpReceiver receiver = HttpReceiver.start()) {
            String url = receiver.url("/hook").toString();
            AudioJob job =
                    TestJobs.job("of-a-killed-worker", 1, "A text that is begun by one and ended by another.", url);
            bed.append(job);
            try (ServiceProcess dying = ServiceProcess.start(StuckWorker.class.getName(), bed.environment())) {
                await().until(() -> bed.row(job)
                        .map(WorkerTestBed.Row::progressPercent)
                        .filter(percent -> percent >= 25)
                        .isPresent());

                dying.kill();
            }

            try (AudioWorker other = AudioWorker.start(bed.config(1), FakeSpeech.quick('b'))) {
                await().until(() -> bed.status(job).equals("ready"));
                WorkerTestBed.Row row = bed.row(job).orElseThrow();
                assertThat(row.file()).startsWith("b");
                assertThat(row.attempt()).isEqualTo(2);
                await().until(() -> !receiver.requests().isEmpty());
                assertThat(bed.deliveries(job)).containsExactly("audio.ready");
                assertThat(bed.commands(SiteCommand.JobReady.class, job)).hasSize(1);
                assertThat(bed.commands(SiteCommand.JobStarted.class, job)).hasSize(1);
                assertThat(other.health().isGood()).isTrue();
            }
        }
    }

    /** What is busy is a worker, and writers that rename more segments a second than a worker could speak. */
    @Test
    void sixWorkersThatStartBesideABusyOneShareItsFolderAndItsWork() {
        List<AudioJob> articles = IntStream.range(0, 8)
                .mapToObj(number -> TestJobs.job("beside-others-" + number, 1, article(number), TestJobs.NOWHERE))
                .toList();
        List<Thread> writers = Stream.generate(() -> new Thread(this::keepWriting, "writer"))
                .limit(4)
                .toList();
        writers.forEach(Thread::start);
        try (AudioWorker busy = AudioWorker.start(bed.config(2))) {
            articles.subList(0, 4).forEach(bed::append);
            await().until(() ->
                    articles.stream().anyMatch(article -> bed.status(article).equals("ready")));

            List<CompletableFuture<AudioWorker>> six = IntStream.range(0, 6)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> AudioWorker.start(bed.config(1))))
                    .toList();
            articles.subList(4, 8).forEach(bed::append);
            try {
                assertThat(six)
                        .allSatisfy(worker -> assertThat(worker)
                                .succeedsWithin(Duration.ofSeconds(60))
                                .satisfies(started ->
                                        assertThat(started.health().isGood()).isTrue()));
                writers.forEach(Thread::interrupt);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> articles.stream()
                                .allMatch(article -> bed.status(article).equals("ready")));
            } finally {
                six.stream()
                        .filter(worker -> !worker.isCompletedExceptionally())
                        .map(CompletableFuture::join)
                        .forEach(AudioWorker::close);
            }
            assertThat(busy.health().isGood()).isTrue();
        } finally {
            writers.forEach(Thread::interrupt);
        }
    }

    private void keepWriting() {
        try {
            FolderAudioStore store = FolderAudioStore.open(bed.audioFolder());
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                store.keep(SegmentName.of("of-a-busy-worker", String.valueOf(i % 100)), new byte[1024]);
            }
        } catch (ClosedByInterruptException end) {
            // As asked for.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String article(int number) {
        return IntStream.range(0, 4)
                .mapToObj(paragraph -> "This is paragraph %d of article %d, and nobody has read it aloud before."
                        .formatted(paragraph, number))
                .collect(Collectors.joining("\n\n"));
    }
}
