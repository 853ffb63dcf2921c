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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the job of a worker that dies without a word. */
class KilledWorkerIT {

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @Test
    void the_job_of_a_killed_worker_ends_once_with_one_callback() throws IOException {
        try (WorkerTestBed bed = WorkerTestBed.start();
                HttpReceiver receiver = HttpReceiver.start()) {
            bed.addSite();
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
                await().during(Duration.ofSeconds(2))
                        .until(() -> receiver.requests().size() == 1);
                assertThat(bed.commands(JobReady.class, job)).hasSize(1);
                assertThat(bed.commands(JobStarted.class, job)).hasSize(1);
                assertThat(other.health().isGood()).isTrue();
            }
        }
    }
}
