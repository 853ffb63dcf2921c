package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.SiteSnapshot.LiveKey;
import dev.voicgen.contracts.value.KeyHash;
import java.time.Instant;
import java.util.Optional;

/** Who may come in at all. Checked before anything else: who may not learns nothing about posts. */
final class Admittance {

    private Admittance() {}

    /**
     * Why a request is turned away at {@code now}, or empty where it is not.
     *
     * @param admitBy a request appended later is a ghost: its client has been told to come again, and the repeated request
     *     is the one that counts
     */
    static Optional<RefusalReason> refusalOf(LedgerState state, KeyHash keyHash, Instant admitBy, Instant now) {
        return refusalOf(state, keyHash, now)
                .or(() -> now.isAfter(admitBy) ? Optional.of(RefusalReason.TOO_LATE) : Optional.empty());
    }

    /** The same where no client waits. */
    static Optional<RefusalReason> refusalOf(LedgerState state, KeyHash keyHash, Instant now) {
        Optional<SiteSnapshot> site = state.knownSite().map(SiteLedger::site);
        Optional<LiveKey> key = site.flatMap(known -> known.key(keyHash));
        if (key.isEmpty()) {
            return Optional.of(RefusalReason.INVALID_KEY);
        }
        return site.get().refusalOf(key.get(), now);
    }
}
