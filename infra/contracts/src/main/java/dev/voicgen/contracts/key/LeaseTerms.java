package dev.voicgen.contracts.key;

import java.time.Duration;

/** The times that instances, and those that wait for them, have agreed on. Changing one means stopping all services once. */
public final class LeaseTerms {

    /** How often an instance sends a heartbeat even where nothing happened. */
    public static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** How long after sending a probe an instance may trust what it had applied when it read that probe back. */
    public static final Duration TERM = Duration.ofSeconds(2);

    /** How far wall clock and monotonic clock may part during a lease before the machine counts as suspended. */
    public static final Duration CLOCK_JUMP = Duration.ofMillis(250);

    /**
     * How long, by a waiting process's own clock, until every lease that was open when the wait began has run out: the
     * term, a suspension too short to be noticed, and 150 ms for clocks that run at different rates (7.5 %).
     */
    public static final Duration WAIT_OUT = TERM.plus(CLOCK_JUMP).plusMillis(150);

    private LeaseTerms() {}
}
