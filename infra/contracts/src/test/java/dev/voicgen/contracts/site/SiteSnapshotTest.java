package dev.voicgen.contracts.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.SiteSnapshot.LiveKey;
import dev.voicgen.contracts.site.Subscription.Status;
import dev.voicgen.contracts.value.KeyHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteSnapshotTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LiveKey REST = new LiveKey(1, KeyHash.of(new byte[32]), Integration.REST);
    private static final LiveKey PLUGIN = new LiveKey(2, KeyHash.of(filled((byte) 1)), Integration.PLUGIN);

    @Test
    void an_active_site_with_rest_access_is_let_in() {
        assertThat(site(true, new Subscription(Status.ACTIVE, null), true).refusalOf(REST, NOW))
                .isEmpty();
    }

    @Test
    void an_inactive_site_is_not() {
        assertThat(site(false, new Subscription(Status.ACTIVE, null), true).refusalOf(REST, NOW))
                .contains(RefusalReason.SITE_INACTIVE);
    }

    @Test
    void a_trial_is_let_in_until_the_instant_it_ends() {
        SiteSnapshot site = site(true, new Subscription(Status.TRIALING, NOW), true);

        assertThat(site.refusalOf(REST, NOW.minusMillis(1))).isEmpty();
        assertThat(site.refusalOf(REST, NOW)).contains(RefusalReason.TRIAL_EXPIRED);
    }

    @Test
    void a_rest_key_needs_a_plan_with_rest_access_and_a_plugin_key_does_not() {
        SiteSnapshot site = site(true, new Subscription(Status.ACTIVE, null), false);

        assertThat(site.refusalOf(REST, NOW)).contains(RefusalReason.PLAN_RESTRICTION);
        assertThat(site.refusalOf(PLUGIN, NOW)).isEmpty();
    }

    @Test
    void the_subscription_is_judged_before_the_plan() {
        assertThat(site(true, new Subscription(Status.INACTIVE, null), false).refusalOf(REST, NOW))
                .contains(RefusalReason.SUBSCRIPTION_INACTIVE);
    }

    @Test
    void a_key_is_found_by_its_hash() {
        SiteSnapshot site = site(true, new Subscription(Status.ACTIVE, null), true);

        assertThat(site.key(PLUGIN.hash())).contains(PLUGIN);
        assertThat(site.key(KeyHash.of(filled((byte) 9)))).isEmpty();
    }

    private static SiteSnapshot site(boolean active, Subscription subscription, boolean restAccess) {
        Plan plan = new Plan("p", 5, restAccess, new RequestLimits(60, 60, 200, 120), VoiceTier.STARTER, null);
        return new SiteSnapshot(1, 1, active, plan, subscription, null, null, List.of(), List.of(REST, PLUGIN));
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
