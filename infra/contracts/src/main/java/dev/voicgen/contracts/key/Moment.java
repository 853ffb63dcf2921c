package dev.voicgen.contracts.key;

import java.time.Duration;

/**
 * One moment by both clocks of a machine. The monotonic clock measures, but stands still while a machine is suspended;
 * the wall clock may be set, but goes on. Where the two part, one of these happened.
 *
 * @param monotonicNanos of no meaning in another process
 * @param wallMillis since the epoch
 */
public record Moment(long monotonicNanos, long wallMillis) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    public static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    /** Nanoseconds of the monotonic clock. */
    public long nanosSince(Moment earlier) {
        return monotonicNanos - earlier.monotonicNanos;
    }

    /** Whether the clocks have parted by more than {@code tolerance} since {@code earlier}. */
    public boolean jumpedSince(Moment earlier, Duration tolerance) {
        long parted = wallMillis - earlier.wallMillis - nanosSince(earlier) / NANOS_PER_MILLI;
        return Math.abs(parted) > tolerance.toMillis();
    }
}
