package dev.voicgen.keyadmin.revocation;

import dev.voicgen.keyadmin.revocation.Instances.Tally;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Someone who waits for a change of a site to be confirmed. Not thread-safe, but for {@link #outcome}. */
final class PendingConfirmation {

    private final long siteId;
    private final long version;
    private final long storedAtNanos;
    private final CompletableFuture<Confirmation> outcome = new CompletableFuture<>();
    /** Kept from when it was first read: later changes of the same site must not make this one wait longer. */
    private SnapshotRead snapshot;

    PendingConfirmation(long siteId, long version, long storedAtNanos) {
        this.siteId = siteId;
        this.version = version;
        this.storedAtNanos = storedAtNanos;
    }

    CompletableFuture<Confirmation> outcome() {
        return outcome;
    }

    /** Offsets have changed their meaning. */
    void lookAgain() {
        snapshot = null;
    }

    /** The confirmation, or null while it cannot be given. Nothing is known before the snapshot itself has been read. */
    Confirmation.Confirmed decide(ReadLog log, long nowNanos) {
        if (snapshot == null) {
            snapshot = log.snapshot(siteId)
                    .filter(read -> read.version() >= version)
                    .orElse(null);
        }
        if (snapshot == null) {
            return null;
        }
        Tally tally = log.instances().towards(snapshot, nowNanos);
        return tally.isConfirmed()
                ? new Confirmation.Confirmed(
                        tally.knowing(), tally.expired(), TimeUnit.NANOSECONDS.toMillis(nowNanos - storedAtNanos))
                : null;
    }
}
