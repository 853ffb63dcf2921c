package dev.voicgen.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.worker.job.JobOutcome;
import dev.voicgen.worker.job.JobOutcomeTable;
import dev.voicgen.worker.job.OutcomeDeliveries;
import dev.voicgen.worker.webhook.WebhookMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of the items of a batch, in whatever order their jobs and their events come. */
class BatchCatalogWriterIT {

    private static final String URL = "http://127.0.0.1:9/batch";
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final AtomicLong JOBS = new AtomicLong(1000);

    private static Database database;

    /** Each test has a batch of its own. */
    private final String batch = "batch-" + JOBS.incrementAndGet();

    private final Told told = new Told();
    private final BatchCatalogWriter writer = new BatchCatalogWriter(jdbi(), told);

    @BeforeAll
    static void open() {
        TestDatabase test = TestInfrastructure.shared().newDatabase();
        database = Database.open(
                "batch-test", new DatabaseSettings(test.jdbcUrl(), test.user(), new Secret(test.password()), 8));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anItemFollowsItsJobUntilThatEnds() {
        long job = JOBS.incrementAndGet();
        write(opened(), admitted(0, job, BatchEvent.Admitted.QUEUED));
        assertThat(items()).containsExactly("0 pending null");

        generating(job);
        assertThat(items()).containsExactly("0 generating null");

        end(ready(job));
        assertThat(items()).containsExactly("0 ready null");
    }

    @Test
    void anItemWhoseJobHadEndedBeforeIsEndedAndTold() {
        long job = JOBS.incrementAndGet();
        end(failed(job));

        write(opened(), admitted(0, job, BatchEvent.Admitted.IN_PROGRESS));
        write(opened(), admitted(0, job, BatchEvent.Admitted.IN_PROGRESS));

        assertThat(items()).containsExactly("0 failed no_voice");
        assertThat(told.ended).containsExactly(job);
    }

    @Test
    void whatBecomesOfThePostLaterDoesNotChangeTheItem() {
        long job = JOBS.incrementAndGet();
        write(opened(), admitted(0, job, BatchEvent.Admitted.QUEUED));
        generating(job);
        end(ready(job));

        jdbi().useHandle(handle -> handle.execute(
                "update audio set job_id = ?, status = 'pending' where job_id = ?", JOBS.incrementAndGet(), job));

        assertThat(items()).containsExactly("0 ready null");
    }

    @Test
    void anItemWhosePostWasReadyIsReadyAlsoWhereNobodyKnowsItsJob() {
        write(opened(), admitted(0, JOBS.incrementAndGet(), BatchEvent.Admitted.READY));

        assertThat(items()).containsExactly("0 ready null");
    }

    @Test
    void anItemOfAnotherTextThanItsAudioSaysSoAlsoAfterTheJobHasEnded() {
        long ready = JOBS.incrementAndGet();
        long underWay = JOBS.incrementAndGet();
        long failing = JOBS.incrementAndGet();
        write(
                opened(),
                new BatchEvent.ItemAdmitted(batch, 7, AT, 0, post(ready), ready, BatchEvent.Admitted.READY, true),
                new BatchEvent.ItemAdmitted(
                        batch, 7, AT, 1, post(underWay), underWay, BatchEvent.Admitted.IN_PROGRESS, true),
                new BatchEvent.ItemAdmitted(
                        batch, 7, AT, 2, post(failing), failing, BatchEvent.Admitted.IN_PROGRESS, true));

        end(ready(underWay));
        end(failed(failing));

        assertThat(items()).containsExactly("0 ready content_changed", "1 ready content_changed", "2 failed no_voice");
    }

    @Test
    void aRejectedItemSaysWhyWhateverItsClientSent() {
        write(opened(), new BatchEvent.ItemRejected(batch, 7, AT, 0, "a\u0000b", "invalid", "The id is a\u0000b."));

        assertThat(items()).containsExactly("0 rejected invalid");
    }

    @Test
    void aBatchIsCompletedOnceNothingIsOpen() {
        long one = JOBS.incrementAndGet();
        long other = JOBS.incrementAndGet();
        write(
                opened(),
                admitted(0, one, BatchEvent.Admitted.QUEUED),
                admitted(1, other, BatchEvent.Admitted.QUEUED),
                rejected(2));
        end(ready(one));
        settle();
        write(new BatchEvent.Closed(batch, 7, AT, 3, true));
        settle();
        assertThat(told.completed).isEmpty();

        end(failed(other));
        settle();
        settle();
        write(
                opened(),
                admitted(0, one, BatchEvent.Admitted.QUEUED),
                rejected(2),
                new BatchEvent.Closed(batch, 7, AT, 3, true));
        settle();

        assertThat(told.completed)
                .containsExactly(WebhookMessage.BatchCompleted.of(
                        batch,
                        7,
                        told.completed.get(0).timestamp(),
                        3,
                        new WebhookMessage.BatchCompleted.Counts(1, 1, 1),
                        true));
    }

    @Test
    void anUploadThatBreaksOffAndGoesOnIsToldAtItsEnd() {
        write(opened(), rejected(0), new BatchEvent.Closed(batch, 7, AT, 1, false));
        write(new BatchEvent.Opened(batch, 7, AT.plusSeconds(1), URL));
        settle();
        assertThat(told.completed).isEmpty();

        write(rejected(1), new BatchEvent.Closed(batch, 7, AT.plusSeconds(2), 2, true));
        settle();

        assertThat(told.completed)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .isEqualTo(WebhookMessage.BatchCompleted.of(
                                batch,
                                7,
                                message.timestamp(),
                                2,
                                new WebhookMessage.BatchCompleted.Counts(0, 0, 2),
                                true)));
    }

    @Test
    void anUploadThatGoesOnAfterItsBrokenEndWasToldIsToldAgainWhenItIsWhole() {
        write(opened(), rejected(0), new BatchEvent.Closed(batch, 7, AT, 1, false));
        settle();

        write(rejected(1), new BatchEvent.Closed(batch, 7, AT.plusSeconds(2), 2, true));
        settle();
        write(new BatchEvent.Closed(batch, 7, AT, 1, false));
        settle();

        assertThat(told.completed)
                .extracting(message -> message.fact().orElseThrow())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    /** Repeats the race of the two transactions until one would be lost if they did not wait for one another. */
    @Test
    void noEndIsMissedByAnItemThatIsWrittenAtTheSameTime() {
        int rounds = 150;
        long[] jobs = LongStream.generate(JOBS::incrementAndGet).limit(rounds).toArray();
        write(opened());
        CyclicBarrier together = new CyclicBarrier(2);

        CompletableFuture<Void> ends =
                CompletableFuture.runAsync(() -> LongStream.of(jobs).forEach(job -> {
                    meet(together);
                    end(ready(job));
                }));
        IntStream.range(0, rounds).forEach(i -> {
            meet(together);
            write(admitted(i, jobs[i], BatchEvent.Admitted.QUEUED));
        });
        ends.join();

        assertThat(items()).hasSize(rounds).allMatch(item -> item.endsWith(" ready null"));
        assertThat(told.ended).hasSize(rounds).doesNotHaveDuplicates();
    }

    @Test
    void severalWorkersCompleteABatchOnce() {
        write(opened(), rejected(0), new BatchEvent.Closed(batch, 7, AT, 1, true));
        CyclicBarrier together = new CyclicBarrier(4);

        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(CompletableFuture.runAsync(() -> {
                meet(together);
                settle();
            }));
        }
        workers.forEach(CompletableFuture::join);

        await().untilAsserted(() -> assertThat(told.completed).hasSize(1));
    }

    /** Keeps what it was told of this test's batch. */
    private final class Told implements OutcomeDeliveries {

        private final List<Long> ended = new CopyOnWriteArrayList<>();
        private final List<WebhookMessage.BatchCompleted> completed = new CopyOnWriteArrayList<>();

        @Override
        public void ended(Handle handle, String url, PostKey post, JobOutcome outcome) {
            assertThat(url).isEqualTo(URL);
            ended.add(outcome.jobId());
        }

        @Override
        public void completed(Handle handle, String url, WebhookMessage.BatchCompleted message) {
            if (message.toJson().contains('"' + batch + '"')) {
                completed.add(message);
            }
        }

        @Override
        public void committed() {}
    }

    private BatchEvent.Opened opened() {
        return new BatchEvent.Opened(batch, 7, AT, URL);
    }

    private BatchEvent.ItemAdmitted admitted(int index, long job, BatchEvent.Admitted outcome) {
        return new BatchEvent.ItemAdmitted(batch, 7, AT, index, post(job), job, outcome, false);
    }

    private BatchEvent.ItemRejected rejected(int index) {
        return new BatchEvent.ItemRejected(batch, 7, AT, index, "post", "invalid", "It is too short.");
    }

    private static JobOutcome ready(long job) {
        return JobOutcome.ready(job, AT, new ReadyAudio("a.mp3", 12));
    }

    private static JobOutcome failed(long job) {
        return JobOutcome.failed(job, AT, 40, "no_voice", "No voice speaks it.");
    }

    private static PostKey post(long job) {
        return new PostKey(7, new PostId("post-" + job), Language.ENGLISH);
    }

    private void write(BatchEvent... events) {
        writer.write(List.of(events));
    }

    private void settle() {
        writer.settle();
    }

    /** What a worker does at the end of a job. */
    private void end(JobOutcome outcome) {
        jdbi().useTransaction(handle -> handle.attach(JobOutcomeTable.class)
                .add(outcome)
                .forEach(url -> told.ended(handle, url, post(outcome.jobId()), outcome)));
    }

    private static void generating(long job) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into audio (site_id, language, post_id, job_id, status, voice_id, content_hash, requested_at) "
                        + "values (7, 'en', ?, ?, 'generating', 1, 'hash', now())",
                "post-" + job,
                job));
    }

    private List<String> items() {
        return jdbi().withHandle(handle -> handle.select(
                        "select index || ' ' || status || ' ' || coalesce(code, 'null') from batch_item_status "
                                + "where batch_id = ? order by index",
                        batch)
                .mapTo(String.class)
                .list());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Jdbi jdbi() {
        return database.jdbi();
    }
}
