package dev.voicgen.quota.admission;

import static dev.voicgen.quota.admission.SiteLog.generate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private final SiteLog log = SiteLog.withLimit(2);

    @Test
    void lastPostIsGivenOnce() {
        log.queue("a");
        log.ready(log.queue("b"), "b");

        assertThat(log.ask("c")).isEqualTo(exceeded("c", new QuotaUsage(2, 1, 1, APRIL)));
    }

    @Test
    void repeatedRequestIsAnsweredThoughTheMonthIsFull() {
        long job = log.queue("a");
        log.queue("b");

        assertThat(log.ask("a")).isEqualTo(new Verdict.InProgress("r-a", job, false));
    }

    @Test
    void otherLanguagesDoNotCount() {
        log.queue(generate("a").language("de"));

        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 0, 0, APRIL));
    }

    @Test
    void failedPostIsGivenBackOnceAndReservedAgain() {
        long job = log.queue("a");
        log.failed(job, "a");
        log.failed(job, "a");
        QuotaUsage afterFailure = log.usage();
        log.queue("a");

        assertThat(afterFailure).isEqualTo(new QuotaUsage(2, 0, 0, APRIL));
        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 0, 1, APRIL));
    }

    @Test
    void retryAfterFailureNeedsRoom() {
        log.failed(log.queue("a"), "a");
        log.queue("b");
        log.queue("c");

        assertThat(log.ask("a")).isEqualTo(exceeded("a", new QuotaUsage(2, 0, 2, APRIL)));
    }

    @Test
    void readyPostSettlesOnce() {
        long job = log.queue("a");

        log.ready(job, "a");
        log.ready(job, "a");

        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 1, 0, APRIL));
    }

    @Test
    void regenerationIsFreeThoughTheMonthIsFull() {
        log.ready(log.queue("a"), "a");
        log.ready(log.queue("b"), "b");

        long again = log.queue(generate("a").regenerate());
        log.failed(again, "a");

        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 2, 0, APRIL));
    }

    @Test
    void noCapCountsAllTheSame() {
        log.limit(null);

        log.queue("a");
        log.queue("b");
        log.queue("c");

        assertThat(log.usage()).isEqualTo(new QuotaUsage(null, 0, 3, APRIL));
    }

    @Test
    void downgradeBelowUseRefusesWithTheTrueNumbers() {
        log.ready(log.queue("a"), "a");
        log.queue("b");

        log.limit(1);

        assertThat(log.ask("c")).isEqualTo(exceeded("c", new QuotaUsage(1, 1, 1, APRIL)));
    }

    @Test
    void upgradeGivesRoomAtOnce() {
        log.queue("a");
        log.queue("b");

        log.limit(3);

        assertThat(log.ask("c")).isInstanceOf(Verdict.Queued.class);
    }

    @Test
    void monthTurnsAtMidnightUtc() {
        log.at("2026-03-31T23:59:59.999Z");
        log.queue("a");
        log.queue("b");
        Verdict before = log.ask("c");
        log.at("2026-04-01T00:00:00Z");
        Verdict after = log.ask("c");

        assertThat(before).isEqualTo(exceeded("c", new QuotaUsage(2, 0, 2, APRIL)));
        assertThat(after).isInstanceOf(Verdict.Queued.class);
        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 0, 1, MAY));
    }

    @Test
    void postSettlesInTheMonthThatReservedIt() {
        log.at("2026-03-31T23:00:00Z");
        long march = log.queue("a");
        long alsoMarch = log.queue("b");
        log.at("2026-04-01T01:00:00Z");
        log.queue("c");

        log.ready(march, "a");
        log.failed(alsoMarch, "b");

        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 0, 1, MAY));
    }

    @Test
    void settledEarlierThanTheTurnIsFreeToRegenerateAfterIt() {
        log.ready(log.queue("a"), "a");
        log.at("2026-04-02T00:00:00Z");

        log.queue(generate("a").regenerate());

        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 0, 0, MAY));
    }

    @Test
    void clockThatFallsBackOverTheTurnDoesNotReopenTheOldMonth() {
        log.at("2026-04-01T00:00:00.500Z");
        log.queue("a");
        log.at("2026-03-31T23:59:59.900Z");
        log.queue("b");

        assertThat(log.ask("c")).isEqualTo(exceeded("c", new QuotaUsage(2, 0, 2, MAY)));
    }

    @Test
    void ghostFromAFarFutureDoesNotTurnTheMonth() {
        log.queue("a");
        log.at("2031-01-01T00:00:00Z");
        log.ask(generate("b").lateBy(Duration.ofDays(1)));
        log.at("2026-03-11T00:00:00Z");

        assertThat(log.usage()).isEqualTo(new QuotaUsage(2, 0, 1, APRIL));
    }

    private static Verdict exceeded(String post, QuotaUsage usage) {
        return new Verdict.Refused("r-" + post, RefusalReason.QUOTA_EXCEEDED, usage);
    }
}
