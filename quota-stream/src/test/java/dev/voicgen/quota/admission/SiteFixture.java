package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import java.util.List;

/** Snapshots of sites as tests need them. */
public final class SiteFixture {

    public static final KeyHash REST_KEY = key(1);
    public static final KeyHash PLUGIN_KEY = key(2);
    public static final Subscription PAID = new Subscription(Subscription.Status.ACTIVE, null);

    private SiteFixture() {}

    /** An active, paid site with REST access. */
    public static SiteSnapshot active(long siteId, long version, Integer monthlyPosts) {
        return site(siteId, version, true, PAID, true, monthlyPosts);
    }

    public static SiteSnapshot site(
            long siteId, long version, boolean active, Subscription paid, boolean restAccess, Integer monthlyPosts) {
        Plan plan = new Plan(
                "test", monthlyPosts, restAccess, new RequestLimits(60, 60, 200, 120), VoiceTier.ENTERPRISE, null);
        List<SiteSnapshot.LiveKey> keys = List.of(
                new SiteSnapshot.LiveKey(1, REST_KEY, Integration.REST),
                new SiteSnapshot.LiveKey(2, PLUGIN_KEY, Integration.PLUGIN));
        return new SiteSnapshot(
                siteId, version, active, plan, paid, null, null, List.of(new Domain("example.com")), keys);
    }

    /** The same site when its keys have been rotated: the plugin's is the only one left. */
    static SiteSnapshot rotated(SiteSnapshot site) {
        List<SiteSnapshot.LiveKey> left = site.keys().stream()
                .filter(key -> key.hash().equals(PLUGIN_KEY))
                .toList();
        return new SiteSnapshot(
                site.siteId(),
                site.version(),
                site.active(),
                site.plan(),
                site.subscription(),
                site.monthlyPosts(),
                site.defaultVoiceId(),
                site.domains(),
                left);
    }

    public static KeyHash key(int number) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) number;
        return KeyHash.of(bytes);
    }
}
