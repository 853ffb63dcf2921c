package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.value.Domain;
import java.util.concurrent.CompletableFuture;

/** Finds the site of a domain. Thread-safe. */
public interface SiteDirectory {

    /**
     * The site that registered {@code host}, or else the closest wildcard over it. Never fails: every outcome is a
     * {@link SiteLookup}. Completes at once where the map may be trusted.
     */
    CompletableFuture<SiteLookup> siteOf(Domain host);
}
