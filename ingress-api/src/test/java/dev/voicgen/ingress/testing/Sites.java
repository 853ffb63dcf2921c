package dev.voicgen.ingress.testing;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes sites with one key each; every one has ids of its own. */
public final class Sites {

    private static final AtomicLong IDS = new AtomicLong(System.nanoTime() % 1_000_000_000);
    private static final SecureRandom RANDOM = new SecureRandom();

    public static final Plan ENTERPRISE =
            new Plan("enterprise", null, true, new RequestLimits(600, 600, 2000, 1200), VoiceTier.ENTERPRISE, null);
    public static final Plan STARTER =
            new Plan("starter", 50, false, new RequestLimits(60, 60, 200, 120), VoiceTier.STARTER, 100_000L);
    public static final Subscription ACTIVE = new Subscription(Subscription.Status.ACTIVE, null);

    private Sites() {}

    /** A site and the key that opens it. */
    public record SiteWithKey(SiteSnapshot site, ApiKey key, Domain domain) {}

    public static SiteWithKey inGoodStanding() {
        return with(ENTERPRISE, ACTIVE, Integration.REST);
    }

    public static SiteWithKey with(Plan plan, Subscription subscription, Integration integration) {
        return with(true, plan, subscription, integration, null);
    }

    public static SiteWithKey with(
            boolean active, Plan plan, Subscription subscription, Integration integration, Long defaultVoice) {
        long id = IDS.incrementAndGet();
        ApiKey key = ApiKey.generate(RANDOM);
        Domain domain = new Domain("site-" + id + ".example");
        SiteSnapshot site = new SiteSnapshot(
                id,
                1,
                active,
                plan,
                subscription,
                null,
                defaultVoice,
                List.of(domain, new Domain("*.wild-" + id + ".example")),
                List.of(new SiteSnapshot.LiveKey(IDS.incrementAndGet(), key.hash(), integration)));
        return new SiteWithKey(site, key, domain);
    }
}
