package dev.voicgen.quota.admission;

import static dev.voicgen.quota.admission.SiteLog.SITE;
import static dev.voicgen.quota.admission.SiteLog.generate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeleteTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    private final SiteLog log = SiteLog.withLimit(2);

    @Test
    void readyPostIsRemovedAndToldWithTheJobThatMadeIt() {
        long job = log.queue("p");
        log.ready(job, "p");

        var outputs = log.append(log.deletion("p"));

        assertThat(outputs)
                .containsExactly(
                        new Output.Answer(new Verdict.Deleted("d-p", job)),
                        new Output.Event(new AudioEvent.Deleted(
                                job, new PostKey(SITE, new PostId("p"), Language.ENGLISH), NOW)));
        assertThat(log.post("p")).isEqualTo(new PostEntry.Absent());
    }

    @Test
    void failedPostIsRemoved() {
        long job = log.queue("p");
        log.failed(job, "p");

        assertThat(log.delete("p")).isEqualTo(new Verdict.Deleted("d-p", job));
    }

    @Test
    void absentPostIsNotFoundAlsoTheSecondTime() {
        log.ready(log.queue("p"), "p");
        log.delete("p");

        assertThat(log.delete("p")).isEqualTo(refused(RefusalReason.NOT_FOUND));
    }

    @Test
    void jobUnderWayIsInTheWay() {
        log.queue("p");

        assertThat(log.delete("p")).isEqualTo(refused(RefusalReason.IN_PROGRESS));
        assertThat(log.ask("p")).isInstanceOf(Verdict.InProgress.class);
    }

    @Test
    void regenerationIsInTheWayOfTheEarlierAudio() {
        log.ready(log.queue("p"), "p");
        log.queue(generate("p").regenerate());

        assertThat(log.delete("p")).isEqualTo(refused(RefusalReason.IN_PROGRESS));
    }

    @Test
    void nothingIsGivenBackAndTheNextRequestIsANewPost() {
        log.ready(log.queue("p"), "p");

        log.delete("p");
        QuotaUsage afterDeletion = log.usage();
        log.queue("p");

        assertThat(afterDeletion).isEqualTo(new QuotaUsage(2, 1, 0, APRIL));
        assertThat(log.ask("q"))
                .isEqualTo(new Verdict.Refused("r-q", RefusalReason.QUOTA_EXCEEDED, new QuotaUsage(2, 1, 1, APRIL)));
    }

    @Test
    void reportOfADeletedPostsJobChangesNothing() {
        long job = log.queue("p");
        log.ready(job, "p");
        log.delete("p");

        log.ready(job, "p");

        assertThat(log.post("p")).isEqualTo(new PostEntry.Absent());
        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 1, 0, APRIL));
    }

    @Test
    void whoMayNotComeInLearnsNothingAboutPosts() {
        log.ready(log.queue("p"), "p");
        log.site(SiteFixture.site(SITE, 9, false, SiteFixture.PAID, true, 2));

        assertThat(log.delete("p")).isEqualTo(refused(RefusalReason.SITE_INACTIVE));
    }

    @Test
    void ghostDeletesNothing() {
        log.ready(log.queue("p"), "p");
        SiteCommand ghost = log.deletion("p");
        log.at("2026-03-10T12:00:03.001Z");

        assertThat(log.append(ghost)).containsExactly(new Output.Answer(refused(RefusalReason.TOO_LATE)));
        assertThat(log.ask("p")).isInstanceOf(Verdict.AlreadyReady.class);
    }

    @Test
    void usageIsToldAsItStandsOnTheLog() {
        log.ready(log.queue("a"), "a");
        log.queue("b");

        var outputs = log.append(new SiteCommand.UsageAsked("u", SITE, SiteFixture.REST_KEY, NOW));

        assertThat(outputs).containsExactly(new Output.Answer(new Verdict.Usage("u", new QuotaUsage(2, 1, 1, APRIL))));
    }

    @Test
    void usageIsForWhoMayComeIn() {
        var outputs = log.append(new SiteCommand.UsageAsked("u", SITE, SiteFixture.key(9), NOW));

        assertThat(outputs)
                .containsExactly(new Output.Answer(new Verdict.Refused("u", RefusalReason.INVALID_KEY, null)));
    }

    private static Verdict refused(RefusalReason reason) {
        return new Verdict.Refused("d-p", reason, null);
    }
}
