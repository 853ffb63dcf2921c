package dev.voicgen.worker.job;

import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param slots how many at a time; a job of a batch is begun only while fewer are under way
 * @param lock how long a record stays with a worker that has died or hangs; renewed at a third
 * @param stopWait how long running jobs may go on when the worker stops
 */
public record JobSettings(int slots, Duration lock, Duration stopWait, Attempts attempts) {

    /** How many there can be at a time, where single jobs come while every slot has one of a batch. */
    public int most() {
        return 2 * slots;
    }

    /** Settings with the standard number of attempts and waits between them. */
    public JobSettings(int slots, Duration lock, Duration stopWait) {
        this(slots, lock, stopWait, Attempts.standard());
    }
}
