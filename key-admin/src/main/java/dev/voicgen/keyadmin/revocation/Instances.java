package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.key.LeaseTerms;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All instances of the API that may hold a lease, as far as the log has been read. A confirmation counts only once the log has
 * been read up to the snapshot.
 */
record Instances(Map<String, Instance> byName) {

    /**
     * One instance, as its heartbeats describe it.
     *
     * @param firstOffset of the first heartbeat that is known
     * @param appliedOffset the last offset that the instance has acknowledged, -1 for none
     * @param lastReadAtNanos when its last heartbeat was read, taken after reading
     */
    record Instance(long firstOffset, long appliedOffset, long lastReadAtNanos) {

        private static final long NONE = -1;

        /** What an instance may know of a snapshot. */
        enum Standing {
            /** Everything that it trusts includes the snapshot. */
            KNOWS,
            /** It may not know the snapshot, but it cannot trust any longer what it knew before. */
            EXPIRED,
            /** It may trust a map without the snapshot. */
            OPEN
        }

        static Instance first(ControlRecord.Heartbeat beat, long offset, long readAtNanos) {
            return new Instance(offset, acknowledged(beat, offset), readAtNanos);
        }

        /** The higher offset counts: heartbeats may overtake each other, and what was applied once stays applied. */
        Instance and(ControlRecord.Heartbeat beat, long offset, long readAtNanos) {
            return new Instance(firstOffset, Math.max(appliedOffset, acknowledged(beat, offset)), readAtNanos);
        }

        /** If the log has lost offsets that were acknowledged, one thing stays certain: the instance may hold a lease. */
        Instance afterTruncation(long nowNanos) {
            return new Instance(NONE, NONE, nowNanos);
        }

        Standing towards(ReadLog.SnapshotRead snapshot, long nowNanos) {
            // Its first lease came from a probe behind the snapshot, or it says itself that it has applied the
            // snapshot.
            if (firstOffset > snapshot.offset() || appliedOffset >= snapshot.offset()) {
                return Standing.KNOWS;
            }
            return isIdle(nowNanos) || snapshot.outlastsLeases(nowNanos) ? Standing.EXPIRED : Standing.OPEN;
        }

        /** Whether every lease that could come from the heartbeats read so far has run out. */
        boolean isIdle(long nowNanos) {
            return nowNanos - lastReadAtNanos >= LeaseTerms.WAIT_OUT.toNanos();
        }

        /** An offset behind the heartbeat itself cannot have been applied: it is from before the log was truncated. */
        private static long acknowledged(ControlRecord.Heartbeat beat, long offset) {
            return beat.appliedOffset() < offset ? beat.appliedOffset() : NONE;
        }
    }

    static final Instances NONE = new Instances(Map.of());

    Instances {
        byName = Map.copyOf(byName);
    }

    Instances heard(ControlRecord.Heartbeat beat, long offset, long readAtNanos) {
        return changed(names -> names.compute(
                beat.instance(),
                (name, known) -> known == null
                        ? Instance.first(beat, offset, readAtNanos)
                        : known.and(beat, offset, readAtNanos)));
    }

    /** Without the instance, which has said that it trusts nothing any more. */
    Instances left(String instance) {
        return changed(names -> names.remove(instance));
    }

    /** Without the instances whose leases have run out. An instance that comes back counts as a new one. */
    Instances withoutIdle(long nowNanos) {
        boolean someIdle = byName.values().stream().anyMatch(instance -> instance.isIdle(nowNanos));
        return !someIdle ? this : changed(names -> names.values().removeIf(instance -> instance.isIdle(nowNanos)));
    }

    Instances afterTruncation(long nowNanos) {
        return changed(names -> names.replaceAll((name, instance) -> instance.afterTruncation(nowNanos)));
    }

    /**
     * Confirms that no instance acts without the snapshot any more; empty while one of them may.
     *
     * @param storedAtNanos when the change was stored
     */
    Optional<Confirmation.Confirmed> confirm(ReadLog.SnapshotRead snapshot, long storedAtNanos, long nowNanos) {
        int knowing = 0;
        int expired = 0;
        for (Instance instance : byName.values()) {
            switch (instance.towards(snapshot, nowNanos)) {
                case KNOWS -> knowing++;
                case EXPIRED -> expired++;
                case OPEN -> {
                    return Optional.empty();
                }
            }
        }
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(nowNanos - storedAtNanos);
        return Optional.of(new Confirmation.Confirmed(knowing, expired, milliseconds));
    }

    private Instances changed(Consumer<Map<String, Instance>> change) {
        Map<String, Instance> names = new HashMap<>(byName);
        change.accept(names);
        return new Instances(names);
    }
}
