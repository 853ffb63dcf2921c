package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.KeyHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks the caller's key, plan and domain. Runs first, so that a rejected caller learns nothing about which posts exist.
 */
final class CallerCheck {

    private CallerCheck() {}

    /**
     * The reason why a caller is rejected at {@code now}; empty where the caller is admitted.
     *
     * @param admitBy a request appended later is refused as too late: its client has got a 503 by then and repeats the request
     */
    static Optional<RefusalReason> refusalOf(LedgerState state, KeyHash keyHash, Instant admitBy, Instant now) {
        return refusalOf(state, keyHash, now)
                .or(() -> now.isAfter(admitBy) ? Optional.of(RefusalReason.TOO_LATE) : Optional.empty());
    }

    /** The same for a command that no client waits for. */
    static Optional<RefusalReason> refusalOf(LedgerState state, KeyHash keyHash, Instant now) {
        Optional<SiteSnapshot> site = state.knownSite().map(SiteLedger::site);
        Optional<SiteSnapshot.LiveKey> key = site.flatMap(known -> known.key(keyHash));
        if (key.isEmpty()) {
            return Optional.of(RefusalReason.INVALID_KEY);
        }
        return site.get().refusalOf(key.get(), now);
    }
}
