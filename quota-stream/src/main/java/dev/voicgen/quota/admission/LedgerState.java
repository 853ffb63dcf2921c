package dev.voicgen.quota.admission;

import java.util.Objects;
import java.util.Optional;

/**
 * The part of the ledger that one command can read and change.
 *
 * @param site null: the log has not said yet that this site exists
 * @param post of the post that the command is about; {@link PostEntry.Absent} where it is about none
 * @param batch that the command belongs to; {@link BatchEntry#UNKNOWN} where it belongs to none
 */
public record LedgerState(SiteLedger site, PostEntry post, BatchEntry batch) {

    /** Before the first command. */
    public static final LedgerState EMPTY = new LedgerState(null, new PostEntry.Absent(), BatchEntry.UNKNOWN);

    public LedgerState {
        Objects.requireNonNull(post, "post");
        Objects.requireNonNull(batch, "batch");
    }

    Optional<SiteLedger> knownSite() {
        return Optional.ofNullable(site);
    }

    LedgerState withSite(SiteLedger changed) {
        return new LedgerState(changed, post, batch);
    }

    LedgerState withPost(PostEntry changed) {
        return new LedgerState(site, changed, batch);
    }

    LedgerState withBatch(BatchEntry changed) {
        return new LedgerState(site, post, changed);
    }
}
