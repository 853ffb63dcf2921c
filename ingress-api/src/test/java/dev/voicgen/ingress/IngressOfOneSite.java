package dev.voicgen.ingress;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.ingress.testing.KnownSites;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import dev.voicgen.platform.service.ServiceMain;
import java.util.List;
import java.util.Optional;

/** A real ingress in a process of its own that knows one site. */
final class IngressOfOneSite {

    private IngressOfOneSite() {}

    /** @param arguments the site's id and its key */
    public static void main(String[] arguments) {
        KnownSites sites = new KnownSites();
        sites.add(site(Long.parseLong(arguments[0]), ApiKey.parse(arguments[1]).orElseThrow()));
        ServiceMain.run(
                "ingress-api",
                environment -> IngressApi.start(
                        IngressConfig.from(environment),
                        (kafka, producer, database, metrics) -> new KeyEdge(sites, Optional::empty, () -> {})));
    }

    private static SiteWithKey site(long id, ApiKey key) {
        SiteSnapshot site = new SiteSnapshot(
                id,
                1,
                true,
                SitesFixture.ENTERPRISE,
                SitesFixture.ACTIVE,
                null,
                null,
                List.of(),
                List.of(new SiteSnapshot.LiveKey(1, key.hash(), Integration.REST)));
        return new SiteWithKey(site, key, null);
    }
}
