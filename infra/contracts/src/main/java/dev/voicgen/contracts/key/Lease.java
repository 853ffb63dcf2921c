package dev.voicgen.contracts.key;

/**
 * The right to trust a map of keys, earned by reading one's own probe back: everything that was on the log when the probe
 * was sent has then been applied. It therefore counts from before the probe was sent, not from when it came back.
 *
 * @param probedAt noted before the probe was sent
 */
public record Lease(Moment probedAt) {

    /** Whether the map may be trusted at {@code now}. Look into the map after asking, never before. */
    public boolean holdsAt(Moment now) {
        return now.nanosSince(probedAt) < LeaseTerms.TERM.toNanos()
                && !now.jumpedSince(probedAt, LeaseTerms.CLOCK_JUMP);
    }

    /** This lease, or {@code other} where that one runs longer; null is no lease. */
    public Lease orLater(Lease other) {
        return other == null || probedAt.nanosSince(other.probedAt) >= 0 ? this : other;
    }
}
