package dev.voicgen.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.SiteCommand.JobReady;
import dev.voicgen.contracts.site.SiteCommand.JobStarted;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.worker.WorkerTestBed.Row;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the job of a worker that dies without a word. */
class KilledWorkerIT {

    private static WorkerTestBed bed;

    @BeforeAll
    static void start() throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        bed = WorkerTestBed.start();
        bed.addSite();
    }

    @AfterAll
    static void stop() throws IOException {
        bed.close();
    }

    @Test
    void a_job_that_waits_for_its_next_attempt_outlives_its_worker() throws IOException {
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
    void the_job_of_a_killed_worker_ends_once_with_one_callback() throws IOException {
        try (HttpReceiver receiver = HttpReceiver.start()) {
            String url = receiver.url("/hook").toString();
            AudioJob job =
                    TestJobs.job("of-a-killed-worker", 1, "A text that is begun by one and ended by another.", url);
            bed.append(job);
            try (ServiceProcess dying = ServiceProcess.start(StuckWorker.class.getName(), bed.environment())) {
                await().until(() -> bed.row(job)
                        .map(Row::progressPercent)
                        .filter(percent -> percent >= 25)
                        .isPresent());

                dying.kill();
            }

            try (AudioWorker other = AudioWorker.start(bed.config(1), FakeSpeech.quick('b'))) {
                await().until(() -> bed.status(job).equals("ready"));
                Row row = bed.row(job).orElseThrow();
                assertThat(row.file()).startsWith("b");
                assertThat(row.attempt()).isEqualTo(2);
                await().until(() -> !receiver.requests().isEmpty());
                assertThat(bed.deliveries(job)).containsExactly("audio.ready");
                assertThat(bed.commands(JobReady.class, job)).hasSize(1);
                assertThat(bed.commands(JobStarted.class, job)).hasSize(1);
                assertThat(other.health().isGood()).isTrue();
            }
        }
    }
}
