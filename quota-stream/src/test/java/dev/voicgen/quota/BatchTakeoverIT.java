package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.BatchTally;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.quota.admission.CommandFixture;
import dev.voicgen.quota.admission.SiteFixture;
import dev.voicgen.quota.audit.AuditFindings;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestInfrastructure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance is killed in the middle of batches; their backlogs are worked off as if it had not been. */
class BatchTakeoverIT {

    private static final List<Long> SITES = List.of(3_000L, 3_001L, 3_002L, 3_003L);
    private static final int ITEMS = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final KafkaSettings kafka =
            new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 4, 1);
    private final String upload = UUID.randomUUID().toString();
    private final Set<Long> settled = new HashSet<>();

    @Test
    void backlogsOutliveTheInstanceThatHeldThem(@TempDir Path stateDir) throws IOException {
        try (ServiceProcess killed = QuotaStreamProcess.start(
                        kafka, stateDir, TestInfrastructure.shared().newDatabase());
                QuotaStream survivor = QuotaStream.start(TestConfigs.withoutDatabase(kafka, 2));
                SiteLogClient client = new SiteLogClient(kafka)) {
            SITES.forEach(site -> open(client, site));
            append(client, 0, ITEMS / 2);
            await().atMost(DEADLINE).until(() -> settle(client, 1) > 0);
            killed.close();
            append(client, ITEMS / 2, ITEMS);
            SITES.forEach(
                    site -> client.append(new SiteCommand.BatchClosed(end(site), site, batch(site), ITEMS, true, null))
                            .join());

            await().atMost(DEADLINE).until(() -> settle(client, Integer.MAX_VALUE) == SITES.size() * ITEMS);

            assertThat(ours(client)).extracting(AudioJob::post).doesNotHaveDuplicates();
            assertThat(client.committed(Topics.BATCH_EVENTS))
                    .extracting(SiteLogClient.Entry::value)
                    .filteredOn(event -> SITES.contains(event.siteId()) && event instanceof BatchEvent.ItemAdmitted)
                    .hasSize(SITES.size() * ITEMS);
            assertThat(client.committed(Topics.ADMISSION_VERDICTS))
                    .extracting(SiteLogClient.Entry::value)
                    .contains(SITES.stream()
                            .map(site -> new Verdict.BatchCounted(end(site), new BatchTally(ITEMS, 0, 0, 0), null))
                            .toArray(Verdict[]::new));
            AuditFindings audit = client.audit();
            assertThat(audit.exitCode()).as(audit.text()).isZero();
        }
    }

    private void open(SiteLogClient client, long site) {
        client.append(new SiteCommand.SiteChanged(SiteFixture.active(site, 1, null)))
                .join();
        client.append(new SiteCommand.BatchOpened(site, batch(site), SiteFixture.REST_KEY, null))
                .join();
    }

    private void append(SiteLogClient client, int from, int to) {
        for (int index = from; index < to; index++) {
            for (long site : SITES) {
                client.append(item(site, index)).join();
            }
        }
    }

    private SiteCommand.GenerateRequested item(long site, int index) {
        return new SiteCommand.GenerateRequested(
                batch(site) + "/" + index,
                site,
                SiteFixture.REST_KEY,
                Instant.now().plus(Duration.ofHours(1)),
                false,
                CommandFixture.article("p" + index, "Text of an article.", CommandFixture.HASH),
                new BatchItem(batch(site), index));
    }

    /** Does the workers' part for at most {@code jobs} that were given out; all that have ended so far. */
    private int settle(SiteLogClient client, int jobs) {
        List<AudioJob> given = new ArrayList<>(ours(client));
        given.removeIf(job -> settled.contains(job.jobId()));
        assertThat(SITES)
                .allSatisfy(site -> assertThat(given.stream().filter(job -> job.siteId() == site))
                        .hasSizeLessThanOrEqualTo(8));
        given.stream().limit(jobs).forEach(job -> {
            client.append(new SiteCommand.JobReady(
                            job.siteId(),
                            job.jobId(),
                            job.article().postId(),
                            Language.ENGLISH,
                            new ReadyAudio("a.mp3", 1)))
                    .join();
            settled.add(job.jobId());
        });
        return settled.size();
    }

    private static List<AudioJob> ours(SiteLogClient client) {
        return client.committed(Topics.AUDIO_JOBS_BULK).stream()
                .map(SiteLogClient.Entry::value)
                .filter(job -> SITES.contains(job.siteId()))
                .toList();
    }

    private String batch(long site) {
        return upload + "-" + site;
    }

    private String end(long site) {
        return "end-" + batch(site);
    }
}
