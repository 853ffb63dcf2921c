package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.ControlRecord.Heartbeat;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All instances that may hold a lease, as far as the log has been read. What this says of a snapshot counts only once the
 * log has been read up to it.
 */
record Instances(Map<String, Instance> byName) {

    /** How many instances stand how towards a snapshot. */
    record Tally(int knowing, int expired, int open) {

        /** Whether no instance may act without the snapshot any more. */
        boolean isConfirmed() {
            return open == 0;
        }
    }

    static final Instances NONE = new Instances(Map.of());

    Instances {
        byName = Map.copyOf(byName);
    }

    Instances heard(Heartbeat beat, long offset, long readAtNanos) {
        return changed(names -> names.compute(
                beat.instance(),
                (name, known) -> known == null
                        ? Instance.first(beat, offset, readAtNanos)
                        : known.and(beat, offset, readAtNanos)));
    }

    /** The instance has said that it trusts nothing any more. */
    Instances left(String instance) {
        return changed(names -> names.remove(instance));
    }

    /** Without those whose leases have run out; one that comes back is taken for new. */
    Instances withoutIdle(long nowNanos) {
        boolean someIdle = byName.values().stream().anyMatch(instance -> instance.isIdle(nowNanos));
        return !someIdle ? this : changed(names -> names.values().removeIf(instance -> instance.isIdle(nowNanos)));
    }

    Instances afterTruncation(long nowNanos) {
        return changed(names -> names.replaceAll((name, instance) -> instance.afterTruncation(nowNanos)));
    }

    Tally towards(SnapshotRead snapshot, long nowNanos) {
        int knowing = 0;
        int expired = 0;
        int open = 0;
        for (Instance instance : byName.values()) {
            switch (instance.towards(snapshot, nowNanos)) {
                case KNOWS -> knowing++;
                case EXPIRED -> expired++;
                case OPEN -> open++;
            }
        }
        return new Tally(knowing, expired, open);
    }

    private Instances changed(Consumer<Map<String, Instance>> change) {
        Map<String, Instance> names = new HashMap<>(byName);
        change.accept(names);
        return new Instances(names);
    }
}
