package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.key.ControlRecord.Heartbeat;
import dev.voicgen.contracts.key.Lease;
import dev.voicgen.contracts.key.LeaseTerms;
import dev.voicgen.contracts.key.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** This instance's probes that have not come back, the lease that earlier ones have earned, and the callers that wait for a probe. Thread-safe. */
final class OwnLease {

    private record Probe(Moment notedAt, CompletableFuture<Void> readBack) {}

    private final String instance;
    private final Supplier<Moment> clock;
    private final TreeMap<Long, Probe> underWay = new TreeMap<>();
    private long issued;
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private volatile Lease lease;
    private volatile boolean ended;

    /** @param instance unique to this start of this process */
    OwnLease(String instance, Supplier<Moment> clock) {
        this.instance = instance;
        this.clock = clock;
    }

    /** Whether the map may be trusted at {@code now}; look into it after asking. */
    boolean holdsAt(Moment now) {
        Lease current = lease;
        return current != null && !ended && current.holdsAt(now);
    }

    /** The longest lease so far, held or not; null: none. */
    Lease earned() {
        return lease;
    }

    /** Notes the time and makes the next probe; it is to be sent after that, not before. */
    synchronized Heartbeat issue(long appliedOffset) {
        Moment now = clock.get();
        underWay.values().removeIf(probe -> now.nanosSince(probe.notedAt) > LeaseTerms.TERM.toNanos());
        issued++;
        underWay.put(issued, new Probe(now, next));
        next = new CompletableFuture<>();
        return new Heartbeat(instance, issued, appliedOffset);
    }

    /**
     * Completes, on the reader's thread, when a probe sent after this call has been read back: everything that was on
     * the log before the call has then been applied. All callers until that probe is sent get the same future; it is
     * abandoned where the probe is lost.
     */
    synchronized CompletableFuture<Void> nextProbe() {
        return next;
    }

    /** The probe was read, and everything before it has been applied. */
    void readBack(long sequence) {
        for (Probe probe : takeUpTo(sequence)) {
            probe.readBack.complete(null);
        }
    }

    /** A later probe answers for the earlier ones too, but only for itself does it say when it was sent. */
    private synchronized List<Probe> takeUpTo(long sequence) {
        Probe own = underWay.get(sequence);
        if (own != null) {
            lease = new Lease(own.notedAt).orLater(lease);
        }
        var answered = underWay.headMap(sequence, true);
        List<Probe> probes = new ArrayList<>(answered.values());
        answered.clear();
        return probes;
    }

    /** From now on nothing is trusted. */
    void end() {
        ended = true;
    }

    /** Seconds since the probe of the newest lease was sent; not a number where there was none. */
    double ageSeconds() {
        Lease current = lease;
        return current == null ? Double.NaN : clock.get().nanosSince(current.probedAt()) / 1e9;
    }

    /** The key of this instance's heartbeats. */
    String recordKey() {
        return new Heartbeat(instance, 0, 0).key();
    }
}
