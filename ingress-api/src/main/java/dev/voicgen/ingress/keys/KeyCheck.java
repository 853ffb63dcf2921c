package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.value.ApiKey;
import java.util.concurrent.CompletableFuture;

/** Decides whether a key is let in. Thread-safe. */
public interface KeyCheck {

    /** Never fails: every outcome is a {@link KeyDecision}. Completes at once where the map may be trusted. */
    CompletableFuture<KeyDecision> check(ApiKey key);
}
