package dev.voicgen.ingress.testing;

import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.ingress.keys.AccessRights;
import dev.voicgen.ingress.keys.KeyDecision;
import dev.voicgen.ingress.keys.SiteLookup;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys and domains that a test has made, in memory. */
public final class KnownSites implements AccessRights {

    private final List<SiteSnapshot> sites = new CopyOnWriteArrayList<>();
    private volatile boolean available = true;

    public SiteWithKey add(SiteWithKey site) {
        sites.add(site.site());
        return site;
    }

    /** Does {@code something} while neither keys nor domains can be looked up. */
    public <T> T whileAway(Callable<T> something) throws Exception {
        available = false;
        try {
            return something.call();
        } finally {
            available = true;
        }
    }

    @Override
    public CompletableFuture<KeyDecision> check(ApiKey key) {
        KeyDecision decision = sites.stream()
                .flatMap(site ->
                        site.key(key.hash()).stream().<KeyDecision>map(live -> new KeyDecision.Known(site, live)))
                .findFirst()
                .orElseGet(KeyDecision.Unknown::new);
        return CompletableFuture.supplyAsync(() -> available ? decision : new KeyDecision.Unavailable());
    }

    @Override
    public CompletableFuture<SiteLookup> siteOf(Domain host) {
        SiteLookup lookup = sites.stream()
                .filter(site -> site.domains().stream().anyMatch(domain -> domain.covers(host)))
                .findFirst()
                .<SiteLookup>map(SiteLookup.Registered::new)
                .orElseGet(SiteLookup.Unregistered::new);
        return CompletableFuture.completedFuture(available ? lookup : new SiteLookup.Unavailable());
    }
}
