package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.value.Domain;
import java.util.concurrent.CompletableFuture;

/** Finds the site that a domain is registered with. Thread-safe. */
public interface SiteDirectory {
    /** Never fails: every outcome is a {@link SiteLookup}. Completes at once where the map may be trusted. */
    CompletableFuture<SiteLookup> siteOf(Domain host);
}
