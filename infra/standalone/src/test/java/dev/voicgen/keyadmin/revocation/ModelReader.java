package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.LeaseTerms;
import java.time.Duration;
import java.util.Set;

/**
 * key-admin in the model, deciding by the real rules of {@link Instances}.
 *
 * @param position how many records it has read
 * @param revocation as it was read; null: not yet
 * @param restarted whether it has begun again
 */
record ModelReader(int position, Instances instances, ReadLog.SnapshotRead revocation, boolean restarted) {

    static final ModelReader INITIAL = new ModelReader(1, Instances.NONE, null, false);

    /** What is left once it has answered: nothing depends on it any more. */
    static final ModelReader ANSWERED = new ModelReader(Integer.MAX_VALUE, Instances.NONE, null, false);

    private static final Duration TOO_EARLY = Duration.ofMillis(1_400);

    ModelReader read(int now, ModelLog log, Set<Mutation> mutations) {
        ModelLog.Entry entry = log.at(position);
        if (restarted
                && mutations.contains(Mutation.COMPACT_WHAT_A_RESTARTED_READER_NEEDS)
                && log.isSuperseded(position)) {
            return new ModelReader(position + 1, instances, revocation, restarted);
        }
        Instances heard = instances;
        ReadLog.SnapshotRead read = revocation;
        if (entry instanceof ModelLog.Beat beat) {
            heard = instances.heard(beat.heartbeat(), position, nanos(now));
        } else if (entry instanceof ModelLog.Left left) {
            heard = instances.left(ModelNode.unborn(left.node()).name());
        } else if (position == log.revocation()) {
            read = new ReadLog.SnapshotRead(2, position, nanos(now));
        }
        return new ModelReader(position + 1, heard, read, restarted);
    }

    ModelReader forget(int now, Set<Mutation> mutations) {
        boolean early = mutations.contains(Mutation.FORGET_AN_INSTANCE_THAT_MAY_HOLD_A_LEASE);
        long at = nanos(now) + (early ? TOO_EARLY.toNanos() : 0);
        return new ModelReader(position, instances.withoutIdle(at), revocation, restarted);
    }

    /** A process that starts anew, knowing nothing. */
    ModelReader startedAnew() {
        return new ModelReader(0, Instances.NONE, null, true);
    }

    /** As {@link ControlLog} decides. */
    boolean mayAnswer(int now, ModelLog log, Set<Mutation> mutations) {
        ReadLog.SnapshotRead snapshot = revocation;
        if (snapshot == null && mutations.contains(Mutation.ANSWER_BEFORE_HAVING_READ_ALL_BEFORE_THE_SNAPSHOT)) {
            snapshot = log.revocation() < 0 ? null : new ReadLog.SnapshotRead(2, log.revocation(), nanos(now));
        }
        if (snapshot == null) {
            return false;
        }
        boolean hasty = mutations.contains(Mutation.WAIT_SHORTER_THAN_A_LEASE);
        long at = nanos(now) + (hasty ? TOO_EARLY.toNanos() : 0);
        return mutations.contains(Mutation.NO_WAIT)
                || instances.confirm(snapshot, 0, at).isPresent();
    }

    private static long nanos(int now) {
        return Duration.ofSeconds(now).toNanos();
    }

    static {
        if (TOO_EARLY.compareTo(LeaseTerms.WAIT_OUT) >= 0) {
            throw new IllegalStateException("a mutation must change the wait, not only remove it");
        }
    }
}
