package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.key.Lease;
import dev.voicgen.contracts.key.Moment;
import java.util.EnumSet;
import java.util.Set;

/**
 * An instance of the ingress in the model, which does each step with the real classes of the ingress.
 *
 * @param applied how many records it has applied
 * @param hasOldKey whether its map holds the key that is to be revoked
 * @param lease null: none
 * @param underWay sent and not yet on the log; null: nothing
 * @param beats how many it has sent
 * @param suspendedSeconds by which its monotonic clock is behind
 * @param ended it trusts nothing any more
 * @param found a request that was sent after the answer has found the old key and goes on; only where a mutation looks first
 */
record ModelNode(
        int index,
        int applied,
        boolean hasOldKey,
        Lease lease,
        ModelLog.Entry underWay,
        int beats,
        int suspendedSeconds,
        boolean ended,
        boolean found) {

    /** Probes of instance 0; instance 1 sends one less. */
    static final int BEATS = 2;

    /** More than any number of probes: who has left sends none. */
    static final int LEFT = 9;

    private static final long NANOS = 1_000_000_000L;
    private static final long MILLIS = 1_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** It has applied what there is. */
    static ModelNode running(int index) {
        return new ModelNode(index, 1, true, null, null, 0, 0, false, false);
    }

    /** It is about to start, and has to read the log from its beginning. */
    static ModelNode unborn(int index) {
        return new ModelNode(index, 0, false, null, null, 0, 0, false, false);
    }

    String name() {
        return "instance-" + index;
    }

    Moment clock(int now) {
        return new Moment((now - suspendedSeconds) * NANOS, now * MILLIS);
    }

    /** Whether it would look into its map. */
    boolean trusts(int now, Set<Mutation> mutations) {
        if (lease == null) {
            return false;
        }
        boolean unnoticed = mutations.contains(Mutation.IGNORE_THAT_THE_MACHINE_WAS_SUSPENDED);
        return state().trusts(unnoticed ? monotonicOnly(lease.probedAt(), clock(now)) : clock(now));
    }

    private InstanceState state() {
        return new InstanceState(name(), applied, hasOldKey, lease, ended);
    }

    /** {@code now} of a machine whose wall clock has stood still with the other. */
    private static Moment monotonicOnly(Moment noted, Moment now) {
        return new Moment(now.monotonicNanos(), noted.wallMillis() + now.nanosSince(noted) / NANOS_PER_MILLI);
    }

    ModelNode issue(int now, ModelLog log, Set<Mutation> mutations) {
        boolean early = mutations.contains(Mutation.ACKNOWLEDGE_BEFORE_APPLYING) && applied < log.end();
        boolean knows = log.revocation() >= 0 && state().acknowledges(early) >= log.revocation();
        // Other numbers and later times make no difference: whoever reads back a probe of later has read the
        // revocation.
        ControlRecord.Heartbeat heartbeat = new ControlRecord.Heartbeat(name(), 1, knows ? log.revocation() : -1);
        ModelLog.Beat beat = new ModelLog.Beat(index, heartbeat, log.revocation() < 0 ? clock(now) : new Moment(0, 0));
        return new ModelNode(index, applied, hasOldKey, lease, beat, beats + 1, suspendedSeconds, ended, found);
    }

    /** As {@code KeyView.close}: it stops trusting, then tells so. */
    ModelNode leave(Set<Mutation> mutations) {
        boolean stops = !mutations.contains(Mutation.LEAVE_BEFORE_ENDING_THE_LEASE);
        return new ModelNode(
                index, applied, hasOldKey, lease, new ModelLog.Left(index), LEFT, suspendedSeconds, stops, found);
    }

    ModelNode sent() {
        return new ModelNode(index, applied, hasOldKey, lease, null, beats, suspendedSeconds, ended, found);
    }

    ModelNode suspended() {
        return new ModelNode(index, applied, hasOldKey, lease, underWay, beats, suspendedSeconds + 1, ended, found);
    }

    ModelNode looked() {
        return new ModelNode(index, applied, hasOldKey, lease, underWay, beats, suspendedSeconds, ended, true);
    }

    ModelNode apply(int now, ModelLog.Entry entry, Set<Mutation> mutations) {
        boolean late = mutations.contains(Mutation.LEASE_FROM_WHEN_THE_PROBE_CAME_BACK);
        Moment notedAt = entry instanceof ModelLog.Beat beat && !late ? beat.notedAt() : clock(now);
        InstanceState then = state().read(entry, notedAt, clock(now));
        return new ModelNode(
                index, then.applied(), then.hasOldKey(), then.lease(), underWay, beats, suspendedSeconds, ended, found);
    }

    /** The same, without what makes no difference any more: fewer states. */
    ModelNode simplified(int now, ModelLog log, boolean answered) {
        boolean safe = log.revocation() >= 0 && applied > log.revocation() && !found;
        if (safe && answered) {
            return new ModelNode(index, Integer.MAX_VALUE, false, null, null, LEFT, 0, true, false);
        }
        // Whatever it applies from now on, it will never have the old key again.
        int read = safe ? log.end() : applied;
        boolean useful = !safe && trusts(now, EnumSet.of(Mutation.IGNORE_THAT_THE_MACHINE_WAS_SUSPENDED));
        return new ModelNode(
                index, read, hasOldKey, useful ? lease : null, underWay, beats, suspendedSeconds, ended, found);
    }
}
