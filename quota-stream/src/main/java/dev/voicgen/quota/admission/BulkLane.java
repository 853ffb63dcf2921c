package dev.voicgen.quota.admission;

import java.util.OptionalLong;

/**
 * How many of a site's bulk jobs are with the workers and how many wait. Bulk jobs are numbered in the order of the log;
 * all below {@code released} have been given out, the others wait in the site's backlog.
 *
 * @param admitted all bulk jobs ever
 * @param released given to the workers
 * @param ended reported ready or failed
 */
public record BulkLane(long admitted, long released, long ended) {

    /** Jobs of one site with the workers: enough to keep them busy, too few to be in another site's way. */
    public static final int MAX_IN_FLIGHT = 8;

    static final BulkLane EMPTY = new BulkLane(0, 0, 0);

    /** Whether the next job may go straight to the workers. Nothing waits where it may. */
    boolean hasRoom() {
        return released - ended < MAX_IN_FLIGHT;
    }

    /** The number that {@link #admit} gives to the next job. */
    long next() {
        return admitted;
    }

    /** The next job goes to the workers where there is room, and into the backlog where there is none. */
    BulkLane admit() {
        return new BulkLane(admitted + 1, hasRoom() ? released + 1 : released, ended);
    }

    /** Whether the job still waits: no worker can know it. */
    boolean holds(long number) {
        return number >= released;
    }

    /** The job that leaves the backlog when one of those with the workers ends; empty where none waits. */
    OptionalLong head() {
        return released < admitted ? OptionalLong.of(released) : OptionalLong.empty();
    }

    /** One of those with the workers has ended, and {@link #head} takes its place. */
    BulkLane end() {
        return new BulkLane(admitted, head().isPresent() ? released + 1 : released, ended + 1);
    }
}
