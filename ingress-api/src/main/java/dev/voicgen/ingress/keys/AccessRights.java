package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the rights of a key or of a domain. A question never fails: each outcome is a value. It completes at once if the map
 * of rights may be trusted. Thread-safe.
 */
public interface AccessRights {

    CompletableFuture<KeyDecision> check(ApiKey key);

    /** The site that registered {@code host}, or else the one with the closest wildcard over it. */
    CompletableFuture<SiteLookup> siteOf(Domain host);
}
