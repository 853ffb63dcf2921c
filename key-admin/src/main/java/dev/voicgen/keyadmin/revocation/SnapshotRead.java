package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.LeaseTerms;

/**
 * A site's snapshot as it was read from the log.
 *
 * @param readAtNanos by the monotonic clock, taken after reading and so after appending
 */
record SnapshotRead(long version, long offset, long readAtNanos) {

    /** Whether every lease that was open when the snapshot was appended has run out. */
    boolean outlastsLeases(long nowNanos) {
        return nowNanos - readAtNanos >= LeaseTerms.WAIT_OUT.toNanos();
    }
}
