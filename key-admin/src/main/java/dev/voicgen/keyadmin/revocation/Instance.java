package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.ControlRecord.Heartbeat;
import dev.voicgen.contracts.key.LeaseTerms;

/**
 * What the log has told of one instance.
 *
 * @param firstOffset of the first heartbeat known
 * @param appliedOffset the last offset it has acknowledged, -1 for none
 * @param lastReadAtNanos when its last heartbeat was read, taken after reading
 */
record Instance(long firstOffset, long appliedOffset, long lastReadAtNanos) {

    private static final long NONE = -1;

    /** How an instance stands towards a snapshot. */
    enum Standing {
        /** Whatever it trusts includes the snapshot. */
        KNOWS,
        /** It may not know, but whatever it knew it cannot trust any longer. */
        EXPIRED,
        /** It may trust a map without the snapshot. */
        OPEN
    }

    static Instance first(Heartbeat beat, long offset, long readAtNanos) {
        return new Instance(offset, acknowledged(beat, offset), readAtNanos);
    }

    /** Heartbeats may overtake each other on the way, and what was applied once stays applied. */
    Instance and(Heartbeat beat, long offset, long readAtNanos) {
        return new Instance(firstOffset, Math.max(appliedOffset, acknowledged(beat, offset)), readAtNanos);
    }

    /** What remains certain when the log has lost offsets that were acknowledged: that it may hold a lease. */
    Instance afterTruncation(long nowNanos) {
        return new Instance(NONE, NONE, nowNanos);
    }

    Standing towards(SnapshotRead snapshot, long nowNanos) {
        // Its first lease came from a probe behind the snapshot, or it says itself that it has applied it.
        if (firstOffset > snapshot.offset() || appliedOffset >= snapshot.offset()) {
            return Standing.KNOWS;
        }
        return isIdle(nowNanos) || snapshot.outlastsLeases(nowNanos) ? Standing.EXPIRED : Standing.OPEN;
    }

    /** Whether every lease that could come from the heartbeats read so far has run out. */
    boolean isIdle(long nowNanos) {
        return nowNanos - lastReadAtNanos >= LeaseTerms.WAIT_OUT.toNanos();
    }

    /** Nobody can have applied what comes later: such a number is from before the log was truncated. */
    private static long acknowledged(Heartbeat beat, long offset) {
        return beat.appliedOffset() < offset ? beat.appliedOffset() : NONE;
    }
}
