package dev.voicgen.quota.admission;

import java.util.Objects;
import java.util.Optional;

/**
 * The part of the ledger that one command can read and change.
 *
 * @param site null: the log has not said yet that this site exists
 * @param post of the post that the command is about; {@link PostEntry.Absent} where it is about none
 */
public record LedgerState(SiteLedger site, PostEntry post) {

    /** Before the first command. */
    public static final LedgerState EMPTY = new LedgerState(null, new PostEntry.Absent());

    public LedgerState {
        Objects.requireNonNull(post, "post");
    }

    Optional<SiteLedger> knownSite() {
        return Optional.ofNullable(site);
    }

    LedgerState withSite(SiteLedger changed) {
        return new LedgerState(changed, post);
    }

    LedgerState withPost(PostEntry changed) {
        return new LedgerState(site, changed);
    }
}
