package dev.voicgen.quota.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.BatchTally;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.quota.admission.BulkLane;
import dev.voicgen.quota.admission.CommandFixture;
import dev.voicgen.quota.admission.SiteFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTopologyTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final int ITEMS = BulkLane.MAX_IN_FLIGHT + 3;

    private AdmissionDriver driver;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        driver = new AdmissionDriver(stateDir);
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 100)), NOW);
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(8, 1, 100)), NOW);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void itemsAreToldToTheCatalogAndCountedAtTheEnd() {
        driver.append(new SiteCommand.BatchOpened(7, "b", SiteFixture.REST_KEY, "https://x.example/done"), NOW);
        driver.append(item(7, 0, "p"), NOW);
        driver.append(
                new SiteCommand.BatchItemRefused(7, new BatchItem("b", 1), "q", "validation_failed", "Too short."),
                NOW);
        driver.append(item(7, 2, "p"), NOW);
        driver.append(new SiteCommand.BatchClosed("end", 7, "b", 3, true, null), NOW);

        List<TestRecord<String, BatchEvent>> events = driver.batchEvents();
        assertThat(events).extracting(TestRecord::key).containsOnly("b");
        assertThat(events)
                .extracting(TestRecord::value)
                .containsExactly(
                        new BatchEvent.Opened("b", 7, NOW, "https://x.example/done"),
                        new BatchEvent.ItemAdmitted(
                                "b", 7, NOW, 0, item(7, 0, "p").post(), 3 * 1_024, BatchEvent.Admitted.QUEUED, false),
                        new BatchEvent.ItemRejected("b", 7, NOW, 1, "q", "validation_failed", "Too short."),
                        new BatchEvent.ItemAdmitted(
                                "b",
                                7,
                                NOW,
                                2,
                                item(7, 0, "p").post(),
                                3 * 1_024,
                                BatchEvent.Admitted.IN_PROGRESS,
                                false),
                        new BatchEvent.Closed("b", 7, NOW, 3, true));
        assertThat(driver.verdicts())
                .extracting(TestRecord::value)
                .containsExactly(new Verdict.BatchCounted("end", new BatchTally(1, 1, 0, 1), null));
    }

    @Test
    void fewJobsOfASiteAreWithTheWorkersAndTheNextFollowsWhenOneEnds() {
        upload(7);
        List<AudioJob> first = bulkJobs();

        driver.append(report(first.get(3)), NOW);
        driver.append(report(first.get(3)), NOW);
        List<AudioJob> afterOne = bulkJobs();
        driver.append(new SiteCommand.JobFailed(7, first.get(0).jobId(), post(0), Language.ENGLISH, "engine"), NOW);
        List<AudioJob> afterTwo = bulkJobs();

        assertThat(posts(first)).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7");
        assertThat(posts(afterOne)).containsExactly("p8");
        assertThat(posts(afterTwo)).containsExactly("p9");
        assertThat(afterOne.get(0).article().text().reveal()).isEqualTo("Text of an article.");
        assertThat(driver.events()).hasSize(ITEMS);
    }

    @Test
    void singleSubmissionsAndOtherSitesDoNotWait() {
        upload(7);
        driver.append(CommandFixture.generate("r1", 7, "single", NOW), NOW);
        driver.append(new SiteCommand.BatchOpened(8, "b", SiteFixture.REST_KEY, null), NOW);
        driver.append(item(8, 0, "other"), NOW);

        assertThat(driver.jobs())
                .extracting(record -> record.value().post().postId())
                .containsExactly(new PostId("single"));
        assertThat(posts(bulkJobs())).endsWith("other").hasSize(BulkLane.MAX_IN_FLIGHT + 1);
    }

    @Test
    void backlogRunsDryAndFillsAgain() {
        upload(7);
        for (List<AudioJob> given = bulkJobs(); !given.isEmpty(); given = bulkJobs()) {
            given.forEach(job -> driver.append(report(job), NOW));
        }

        driver.append(item(7, ITEMS, "later"), NOW);

        assertThat(posts(bulkJobs())).containsExactly("later");
        assertThat(driver.usageCounts())
                .last()
                .extracting(TestRecord::value)
                .isEqualTo(new UsageCount(7, YearMonth.of(2026, 3), 100, ITEMS, 1, 3 + 2 * ITEMS));
    }

    @Test
    void repeatedUploadGoesOnWhereItBrokeOff() {
        driver.append(new SiteCommand.BatchOpened(7, "b", SiteFixture.REST_KEY, null), NOW);
        driver.append(item(7, 0, "p0"), NOW);
        driver.append(new SiteCommand.BatchClosed("broken", 7, "b", 1, false, null), NOW);

        upload(7);
        driver.append(new SiteCommand.BatchClosed("whole", 7, "b", ITEMS, true, null), NOW);
        driver.append(new SiteCommand.BatchClosed("again", 7, "b", ITEMS, true, null), NOW);

        assertThat(driver.batchEvents())
                .extracting(record -> record.value().getClass().getSimpleName())
                .startsWith("Opened", "ItemAdmitted", "Closed", "Opened", "ItemAdmitted")
                .hasSize(3 + 1 + (ITEMS - 1) + 1)
                .endsWith("Closed");
        assertThat(driver.verdicts())
                .extracting(TestRecord::value)
                .containsExactly(
                        new Verdict.BatchCounted("broken", new BatchTally(1, 0, 0, 0), null),
                        new Verdict.BatchCounted("whole", new BatchTally(ITEMS, 0, 0, 0), null),
                        new Verdict.BatchCounted("again", new BatchTally(ITEMS, 0, 0, 0), null));
    }

    @Test
    void itemWhosePostIsReadyWithAnotherTextSaysSo() {
        driver.append(new SiteCommand.BatchOpened(7, "b", SiteFixture.REST_KEY, null), NOW);
        driver.append(item(7, 0, "p"), NOW);
        driver.append(report(bulkJobs().get(0)), NOW);

        driver.append(item(7, 1, "p"), NOW);
        driver.append(item(7, 2, "p", "cd".repeat(32)), NOW);

        assertThat(driver.batchEvents())
                .extracting(TestRecord::value)
                .filteredOn(BatchEvent.ItemAdmitted.class::isInstance)
                .extracting(event -> ((BatchEvent.ItemAdmitted) event).contentChanged())
                .containsExactly(false, false, true);
    }

    private void upload(long siteId) {
        driver.append(new SiteCommand.BatchOpened(siteId, "b", SiteFixture.REST_KEY, null), NOW);
        for (int index = 0; index < ITEMS; index++) {
            driver.append(item(siteId, index, "p" + index), NOW);
        }
    }

    private static SiteCommand.GenerateRequested item(long siteId, int index, String post) {
        return item(siteId, index, post, CommandFixture.HASH);
    }

    private static SiteCommand.GenerateRequested item(long siteId, int index, String post, String hash) {
        return new SiteCommand.GenerateRequested(
                "b/" + index,
                siteId,
                SiteFixture.REST_KEY,
                NOW,
                false,
                CommandFixture.article(post, "Text of an article.", hash),
                new BatchItem("b", index));
    }

    private static SiteCommand report(AudioJob job) {
        return new SiteCommand.JobReady(
                job.siteId(), job.jobId(), job.article().postId(), Language.ENGLISH, new ReadyAudio("a.mp3", 1));
    }

    private List<AudioJob> bulkJobs() {
        return driver.bulkJobs().stream().map(TestRecord::value).toList();
    }

    private static List<String> posts(List<AudioJob> jobs) {
        return jobs.stream().map(job -> job.article().postId().toString()).toList();
    }

    private static PostId post(int number) {
        return new PostId("p" + number);
    }
}
