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
import java.util.stream.Stream;

/** Makes sites with one key each; every one has ids of its own. */
public final class SitesFixture {

    private static final AtomicLong IDS = new AtomicLong(System.nanoTime() % 1_000_000_000);
    private static final SecureRandom RANDOM = new SecureRandom();

    public static final Plan ENTERPRISE =
            new Plan("enterprise", null, true, new RequestLimits(600, 600, 2000, 1200), VoiceTier.ENTERPRISE, null);
    public static final Plan STARTER =
            new Plan("starter", 50, false, new RequestLimits(60, 60, 200, 120), VoiceTier.STARTER, 100_000L);
    public static final Subscription ACTIVE = new Subscription(Subscription.Status.ACTIVE, null);

    private SitesFixture() {}

    /** A site and the key that opens it. */
    public record SiteWithKey(SiteSnapshot site, ApiKey key, Domain domain) {}

    public static SiteWithKey inGoodStanding() {
        return with(ENTERPRISE, ACTIVE, Integration.REST);
    }

    /** May call each kind of route twice a minute. */
    public static SiteWithKey tight() {
        Plan tight = new Plan("tight", null, true, new RequestLimits(2, 2, 2, 2), VoiceTier.ENTERPRISE, null);
        return with(tight, ACTIVE, Integration.REST);
    }

    public static SiteWithKey with(Plan plan, Subscription subscription, Integration integration) {
        return with(true, plan, subscription, integration, null);
    }

    public static SiteWithKey with(
            boolean active, Plan plan, Subscription subscription, Integration integration, Long defaultVoice) {
        long id = IDS.incrementAndGet();
        Domain domain = new Domain("site-" + id + ".example");
        return of(
                id,
                active,
                plan,
                subscription,
                integration,
                defaultVoice,
                List.of(domain, new Domain("*.wild-" + id + ".example")));
    }

    /** In good standing, with these domains and no others. */
    public static SiteWithKey withDomains(String... domains) {
        return of(
                IDS.incrementAndGet(),
                true,
                ENTERPRISE,
                ACTIVE,
                Integration.REST,
                null,
                Stream.of(domains).map(Domain::new).toList());
    }

    private static SiteWithKey of(
            long id,
            boolean active,
            Plan plan,
            Subscription subscription,
            Integration integration,
            Long defaultVoice,
            List<Domain> domains) {
        ApiKey key = ApiKey.generate(RANDOM);
        SiteSnapshot site = new SiteSnapshot(
                id,
                1,
                active,
                plan,
                subscription,
                null,
                defaultVoice,
                domains,
                List.of(new SiteSnapshot.LiveKey(IDS.incrementAndGet(), key.hash(), integration)));
        return new SiteWithKey(site, key, domains.get(0));
    }
}
