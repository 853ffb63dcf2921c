package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.key.Lease;
import dev.voicgen.contracts.key.Moment;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.ingress.keys.DrivenInstance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the classes of an ingress remember of the log. What follows from it is asked of those classes themselves: they are
 * put into this state, do one step, and are looked at. Each question is asked once, because a search meets few states of an
 * instance many times.
 *
 * @param applied how many records it has applied
 * @param hasOldKey whether its map holds the key that is to be revoked
 * @param lease null: none
 * @param ended it trusts nothing any more
 */
record InstanceState(String name, int applied, boolean hasOldKey, Lease lease, boolean ended) {

    private static final KeyHash OLD_KEY = KeyHash.of(new byte[32]);
    private static final ControlRecord.SiteUpdated BEFORE = snapshot(1, OLD_KEY);
    private static final ControlRecord.SiteUpdated AFTER = snapshot(2, KeyHash.parse("1".repeat(64)));

    /** Whose leaving concerns no one. */
    private static final String NOBODY = "nobody";

    private record Trusting(InstanceState state, Moment now) {}

    private record Acknowledging(InstanceState state, boolean early) {}

    private record Reading(InstanceState state, ModelLog.Entry entry, Moment probeNotedAt, Moment now) {}

    private static final Map<Trusting, Boolean> TRUSTS = new HashMap<>();
    private static final Map<Acknowledging, Long> ACKNOWLEDGES = new HashMap<>();
    private static final Map<Reading, InstanceState> READS = new HashMap<>();

    /** Whether it would look into its map. */
    boolean trusts(Moment now) {
        return TRUSTS.computeIfAbsent(new Trusting(this, now), asked -> {
            DrivenInstance real = real();
            real.setClock(now);
            return real.trustsItsMap();
        });
    }

    /**
     * The offset that its next heartbeat says it has applied.
     *
     * @param early it counts a record before it has taken it in
     */
    long acknowledges(boolean early) {
        return ACKNOWLEDGES.computeIfAbsent(new Acknowledging(this, early), asked -> {
            DrivenInstance real = real();
            if (early) {
                real.readLeft(applied, NOBODY);
            }
            return real.probe().appliedOffset();
        });
    }

    /**
     * When it has read the next record, at {@code now}.
     *
     * @param probeNotedAt where that is a probe of its own
     */
    InstanceState read(ModelLog.Entry entry, Moment probeNotedAt, Moment now) {
        return READS.computeIfAbsent(new Reading(this, entry, probeNotedAt, now), asked -> {
            DrivenInstance real = real();
            if (entry instanceof ModelLog.Snapshot snapshot) {
                real.read(applied, snapshot.hasOldKey() ? BEFORE : AFTER);
            } else if (entry instanceof ModelLog.Beat beat
                    && name.equals(beat.heartbeat().instance())) {
                real.setClock(probeNotedAt);
                ControlRecord.Heartbeat probe = real.probe();
                real.setClock(now);
                real.read(applied, probe);
            } else {
                real.readLeft(applied, NOBODY);
            }
            int position = Math.toIntExact(real.appliedOffset() + 1);
            return new InstanceState(name, position, real.has(OLD_KEY), real.lease(), ended);
        });
    }

    private DrivenInstance real() {
        DrivenInstance real = new DrivenInstance(name);
        if (applied > 0) {
            real.read(0, BEFORE);
            if (!hasOldKey) {
                real.read(0, AFTER);
            }
            real.readLeft(applied - 1, NOBODY);
        }
        if (lease != null) {
            real.setClock(lease.probedAt());
            ControlRecord.Heartbeat probe = real.probe();
            real.read(real.appliedOffset(), probe);
        }
        if (ended) {
            real.end();
        }
        return real;
    }

    private static ControlRecord.SiteUpdated snapshot(long version, KeyHash key) {
        Plan plan = new Plan("any", null, true, new RequestLimits(1, 1, 1, 1), VoiceTier.STARTER, null);
        Subscription subscription = new Subscription(Subscription.Status.ACTIVE, null);
        SiteSnapshot.LiveKey live = new SiteSnapshot.LiveKey(version, key, Integration.REST);
        return new ControlRecord.SiteUpdated(
                new SiteSnapshot(1, version, true, plan, subscription, null, null, List.of(), List.of(live)));
    }
}
