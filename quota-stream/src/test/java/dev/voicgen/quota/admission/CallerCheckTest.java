package dev.voicgen.quota.admission;

import static dev.voicgen.quota.admission.SiteLog.SITE;
import static dev.voicgen.quota.admission.SiteLog.generate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallerCheckTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final SiteLog log = SiteLog.withLimit(10);

    @Test
    void unknownSiteIsAnInvalidKey() {
        assertThat(new SiteLog().ask("p")).isEqualTo(refused(RefusalReason.INVALID_KEY));
    }

    @Test
    void unknownKeyIsInvalid() {
        assertThat(log.ask(generate("p").key(SiteFixture.key(9)))).isEqualTo(refused(RefusalReason.INVALID_KEY));
    }

    @Test
    void inactiveSiteIsRefused() {
        log.site(SiteFixture.site(SITE, 2, false, SiteFixture.PAID, true, 10));

        assertThat(log.ask("p")).isEqualTo(refused(RefusalReason.SITE_INACTIVE));
    }

    @Test
    void inactiveSubscriptionIsRefused() {
        log.site(SiteFixture.site(SITE, 2, true, new Subscription(Subscription.Status.INACTIVE, null), true, 10));

        assertThat(log.ask("p")).isEqualTo(refused(RefusalReason.SUBSCRIPTION_INACTIVE));
    }

    @Test
    void trialEndsByAppendTime() {
        log.site(SiteFixture.site(SITE, 2, true, new Subscription(Subscription.Status.TRIALING, NOW), true, 10));

        log.at("2026-03-10T11:59:59.999Z");
        Verdict before = log.ask("p");
        log.at("2026-03-10T12:00:00Z");
        Verdict after = log.ask("q");

        assertThat(before).isInstanceOf(Verdict.Queued.class);
        assertThat(after).isEqualTo(new Verdict.Refused("r-q", RefusalReason.TRIAL_EXPIRED, null));
    }

    @Test
    void planWithoutRestAccessRefusesRestKeysOnly() {
        log.site(SiteFixture.site(SITE, 2, true, SiteFixture.PAID, false, 10));

        assertThat(log.ask("p")).isEqualTo(refused(RefusalReason.PLAN_RESTRICTION));
        assertThat(log.ask(generate("p").key(SiteFixture.PLUGIN_KEY))).isInstanceOf(Verdict.Queued.class);
    }

    @Test
    void requestAppendedAfterItsClientGaveUpIsRefused() {
        Verdict inTime = log.ask(generate("p").lateBy(Duration.ZERO));
        Verdict late = log.ask(generate("q").lateBy(Duration.ofMillis(1)));

        assertThat(inTime).isInstanceOf(Verdict.Queued.class);
        assertThat(late).isEqualTo(new Verdict.Refused("r-q", RefusalReason.TOO_LATE, null));
    }

    @Test
    void refusedKeyLearnsNothingAboutPosts() {
        log.ready(log.queue("p"), "p");

        log.site(SiteFixture.site(SITE, 2, false, SiteFixture.PAID, true, 10));

        assertThat(log.ask("p")).isEqualTo(refused(RefusalReason.SITE_INACTIVE));
    }

    @Test
    void olderSnapshotDoesNotBringAKeyBack() {
        log.site(SiteFixture.site(SITE, 5, false, SiteFixture.PAID, true, 10));

        log.site(SiteFixture.active(SITE, 4, 10));
        log.site(SiteFixture.active(SITE, 5, 10));

        assertThat(log.ask("p")).isEqualTo(refused(RefusalReason.SITE_INACTIVE));
    }

    private static Verdict refused(RefusalReason reason) {
        return new Verdict.Refused("r-p", reason, null);
    }
}
