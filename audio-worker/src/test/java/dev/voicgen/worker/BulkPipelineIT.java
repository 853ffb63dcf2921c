package dev.voicgen.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.worker.narration.Narration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches in whole workers: whom their jobs let pass, and what their publisher is told. */
class BulkPipelineIT {

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

    @AfterEach
    void stopWorkers() {
        bed.stopWorkers();
    }

    @Test
    void aSingleJobDoesNotWaitForThoseOfABatch() {
        AudioJob running = TestJobs.job();
        AudioJob waiting = TestJobs.job();
        AudioJob single = TestJobs.job();
        FakeSpeech speech = FakeSpeech.stepwise('a');
        bed.worker(1, speech);
        bed.appendBulk(running);
        bed.appendBulk(waiting);
        await().until(() -> speech.begun().contains(running.jobId()));

        bed.append(single);

        await().untilAsserted(() -> assertThat(speech.begun()).containsExactly(running.jobId(), single.jobId()));
        speech.goOn(8);
        await().until(() -> speech.begun().contains(waiting.jobId()));
        speech.goOn(4);
        await().until(() -> bed.status(waiting).equals("ready"));
    }

    @Test
    void noJobOfABatchIsBegunWhileSingleJobsHaveAllSlots() {
        AudioJob single = TestJobs.job();
        AudioJob bulk = TestJobs.job();
        FakeSpeech speech = FakeSpeech.stepwise('a');
        bed.worker(1, speech);
        bed.append(single);
        await().until(() -> speech.begun().contains(single.jobId()));
        // Until it has left the group, a look that has begun before may still take a job.
        await().until(() -> bed.bulkListeners() == 0);

        bed.appendBulk(bulk);

        speech.goOn(1);
        await().until(() -> bed.row(single).orElseThrow().progressPercent() == 25);
        assertThat(bed.bulkListeners()).isZero();
        assertThat(speech.begun()).containsExactly(single.jobId());
        speech.goOn(3);
        await().until(() -> speech.begun().contains(bulk.jobId()));
        speech.goOn(4);
        await().until(() -> bed.status(bulk).equals("ready"));
        assertThat(bed.row(bulk).orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void aBatchIsToldOfEachItemAndOfItsEndOnceWhicheverWorkersDoIt() {
        AudioJob before = TestJobs.job();
        AudioJob good = TestJobs.job();
        AudioJob bad = TestJobs.job();
        String batch = "batch-" + good.jobId();
        bed.worker(1, speech(bad));
        bed.worker(1, speech(bad));
        bed.append(before);
        await().until(() -> bed.status(before).equals("ready"));

        try (HttpReceiver receiver = HttpReceiver.start()) {
            bed.tell(new BatchEvent.Opened(
                    batch, TestJobs.SITE, Instant.now(), receiver.url("/batch").toString()));
            bed.tell(admitted(batch, 0, before, BatchEvent.Admitted.READY));
            bed.tell(admitted(batch, 1, good, BatchEvent.Admitted.QUEUED));
            bed.tell(admitted(batch, 2, bad, BatchEvent.Admitted.QUEUED));
            bed.tell(new BatchEvent.ItemRejected(
                    batch, TestJobs.SITE, Instant.now(), 3, "x", "quota_exceeded", "No more."));
            bed.tell(new BatchEvent.Closed(batch, TestJobs.SITE, Instant.now(), 4, true));
            await().until(() -> bed.items(batch), List.of("ready", "pending", "pending", "rejected")::equals);
            bed.appendBulk(good);
            bed.appendBulk(bad);

            await().until(() -> types(receiver).contains("batch.completed"));
            assertThat(bed.items(batch)).containsExactly("ready", "ready", "failed", "rejected");
            await().until(() -> types(receiver).size() >= 4);
            assertThat(bed.deliveries(receiver.url("/batch"))).isEqualTo(4);
            assertThat(types(receiver))
                    .containsExactlyInAnyOrder("audio.ready", "audio.ready", "audio.failed", "batch.completed");
            assertThat(data(receiver, "batch.completed")).isEqualTo(json("""
                    {"batch_id": "%s", "site_id": %d, "items": 4, "complete": true,
                     "counts": {"ready": 2, "failed": 1, "rejected": 1}}""".formatted(batch, TestJobs.SITE)));
        }
    }

    private static FakeSpeech speech(AudioJob bad) {
        return FakeSpeech.ending(job -> job.jobId() == bad.jobId()
                ? new Narration.Unspeakable("unreadable_text", "There is nothing to read.")
                : TestJobs.narrated(job, 'a'));
    }

    private static BatchEvent.ItemAdmitted admitted(
            String batch, int index, AudioJob job, BatchEvent.Admitted outcome) {
        return new BatchEvent.ItemAdmitted(
                batch, TestJobs.SITE, Instant.now(), index, job.post(), job.jobId(), outcome, false);
    }

    private static List<String> types(HttpReceiver receiver) {
        return receiver.requests().stream()
                .map(request -> json(request.text()).path("type").asText())
                .toList();
    }

    private static JsonNode data(HttpReceiver receiver, String type) {
        return receiver.requests().stream()
                .map(request -> json(request.text()))
                .filter(body -> body.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
