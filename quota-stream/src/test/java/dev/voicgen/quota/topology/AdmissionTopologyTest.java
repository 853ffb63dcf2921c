package dev.voicgen.quota.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.quota.admission.CommandFixture;
import dev.voicgen.quota.admission.SiteFixture;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTopologyTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final ReadyAudio AUDIO = new ReadyAudio("a.mp3", 142);

    private AdmissionDriver driver;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        driver = new AdmissionDriver(stateDir);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void admittedRequestIsAnsweredByRequestAndToldByPost() {
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 1)), NOW);

        driver.append(CommandFixture.generate("r1", 7, "p", NOW), NOW);

        var verdict = driver.verdicts().get(0);
        var job = driver.jobs().get(0);
        var event = driver.events().get(0);
        assertThat(verdict.key()).isEqualTo("r1");
        assertThat(verdict.value()).isEqualTo(new Verdict.Queued("r1", 1_024, null));
        assertThat(job.key()).isEqualTo("7/en/p");
        assertThat(job.value().jobId()).isEqualTo(1_024);
        assertThat(job.value().requestedAt()).isEqualTo(NOW);
        assertThat(event.key()).isEqualTo("7/en/p");
        assertThat(event.value()).isInstanceOf(AudioEvent.Queued.class);
        assertThat(event.getRecordTime()).isEqualTo(NOW);
    }

    @Test
    void storesCarryTheLedgerFromCommandToCommand() {
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 1)), NOW);
        driver.append(CommandFixture.generate("r1", 7, "p", NOW), NOW);
        driver.append(new SiteCommand.JobStarted(7, 1_024, new PostId("p"), Language.ENGLISH), NOW);
        driver.append(CommandFixture.generate("r2", 7, "p", NOW), NOW);
        driver.append(new SiteCommand.JobReady(7, 1_024, new PostId("p"), Language.ENGLISH, AUDIO), NOW);
        driver.append(CommandFixture.generate("r3", 7, "p", NOW), NOW);
        driver.append(CommandFixture.generate("r4", 7, "q", NOW), NOW);

        assertThat(driver.verdicts())
                .extracting(record -> record.value())
                .containsExactly(
                        new Verdict.Queued("r1", 1_024, null),
                        new Verdict.InProgress("r2", 1_024, true),
                        new Verdict.AlreadyReady("r3", 1_024, AUDIO, false),
                        new Verdict.Refused("r4", RefusalReason.QUOTA_EXCEEDED, new QuotaUsage(1, 1, 0, APRIL)));
        assertThat(driver.jobs()).hasSize(1);
        assertThat(driver.events())
                .extracting(record -> record.value().getClass().getSimpleName())
                .containsExactly("Queued", "QuotaWarned", "QuotaWarned");
    }

    @Test
    void deletedEntryIsGoneFromTheStore() {
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 5)), NOW);
        driver.append(CommandFixture.generate("r1", 7, "p", NOW), NOW);
        driver.append(new SiteCommand.JobReady(7, 1_024, new PostId("p"), Language.ENGLISH, AUDIO), NOW);
        driver.append(
                new SiteCommand.DeleteRequested("r2", 7, SiteFixture.REST_KEY, NOW, new PostId("p"), Language.ENGLISH),
                NOW);
        driver.append(new SiteCommand.UsageAsked("r3", 7, SiteFixture.REST_KEY, NOW), NOW);
        driver.append(CommandFixture.generate("r4", 7, "p", NOW), NOW);

        assertThat(driver.verdicts())
                .extracting(record -> record.value())
                .containsExactly(
                        new Verdict.Queued("r1", 1_024, null),
                        new Verdict.Deleted("r2", 1_024),
                        new Verdict.Usage("r3", new QuotaUsage(5, 1, 0, APRIL)),
                        new Verdict.Queued("r4", 5 * 1_024, null));
    }

    @Test
    void newestTextWaitsInTheStoreAndIsQueuedWhenTheJobHasEnded() {
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 1)), NOW);
        driver.append(new SiteCommand.RulesAdopted(7, SiteCommand.RulesAdopted.NEWEST), NOW);
        driver.append(CommandFixture.generate("r1", 7, "p", NOW), NOW);
        driver.append(anew("r2", "Second text.", "cd"), NOW);
        driver.append(anew("r3", "Third text.", "ef"), NOW.plusSeconds(1));
        long first = 2 * 1_024;
        long next = 3 * 1_024;

        driver.append(new SiteCommand.JobReady(7, first, new PostId("p"), Language.ENGLISH, AUDIO), NOW.plusSeconds(2));

        assertThat(driver.verdicts())
                .extracting(record -> record.value())
                .containsExactly(
                        new Verdict.Queued("r1", first, NOW),
                        new Verdict.InProgress("r2", first, false, true, next),
                        new Verdict.InProgress("r3", first, false, true, next));
        assertThat(driver.jobs())
                .extracting(record -> record.value().jobId() + " "
                        + record.value().article().text().reveal())
                .containsExactly(first + " Text of an article.", next + " Third text.");
        assertThat(driver.events())
                .filteredOn(record -> record.value() instanceof AudioEvent.Queued)
                .last()
                .extracting(record -> (AudioEvent.Queued) record.value())
                .satisfies(queued -> {
                    assertThat(queued.jobId()).isEqualTo(next);
                    assertThat(queued.at()).isEqualTo(NOW.plusSeconds(1));
                    assertThat(queued.contentHash()).isEqualTo("ef".repeat(32));
                });
        assertThat(driver.stored(LedgerStores.BACKLOG)).isEmpty();
    }

    /** {@code hash} is repeated to the length of one. */
    private static SiteCommand anew(String requestId, String text, String hash) {
        return new SiteCommand.GenerateRequested(
                requestId,
                7,
                SiteFixture.REST_KEY,
                NOW.plusSeconds(3),
                true,
                CommandFixture.article("p", text, hash.repeat(32)),
                null);
    }

    @Test
    void commandsAreCountedByWhatBecameOfThem() {
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 1)), NOW);
        driver.append(CommandFixture.generate("r1", 7, "p", NOW), NOW);
        driver.append(CommandFixture.generate("r2", 7, "q", NOW), NOW);
        driver.append("7", null, NOW);

        assertThat(decisions("site_changed")).isEqualTo(1);
        assertThat(decisions("queued")).isEqualTo(1);
        assertThat(decisions("refused_quota_exceeded")).isEqualTo(1);
        assertThat(driver.metrics.get("admission.dead.letters").counter().count())
                .isEqualTo(1);
    }

    private double decisions(String kind) {
        return driver.metrics
                .get("admission.decisions")
                .tag("kind", kind)
                .counter()
                .count();
    }
}
