package dev.voicgen.worker.job;

import java.time.Duration;

/**
 * Settings of the work on jobs.
 *
 * @param slots the number of jobs at a time; a job of a batch starts only while fewer jobs run
 * @param lock the time for which a record stays with a worker that has died or hangs; renewed after a third of it
 * @param stopWait the time that running jobs get when the worker stops
 */
public record JobSettings(int slots, Duration lock, Duration stopWait, RetryPolicy retries) {

    /** The most jobs that can run at a time: single jobs may come while every slot has a job of a batch. */
    public int most() {
        return 2 * slots;
    }

    /** Settings with the standard retry policy. */
    public JobSettings(int slots, Duration lock, Duration stopWait) {
        this(slots, lock, stopWait, RetryPolicy.standard());
    }
}
