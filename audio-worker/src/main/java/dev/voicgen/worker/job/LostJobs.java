package dev.voicgen.worker.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fails jobs whose record is gone from its topic, so that their posts do not stay pending for ever. Runs every ten minutes on a
 * thread of its own, in every worker.
 */
final class LostJobs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LostJobs.class);

    /** A day longer than the job topics keep a record: no worker can get the record of a job that was silent for so long. */
    private static final Duration SILENCE = Duration.ofDays(8);

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "lost-jobs"));

    private LostJobs() {}

    /** Starts with a first look in a second. */
    static LostJobs start(JobJournal journal) {
        LostJobs lostJobs = new LostJobs();
        var unused =
                lostJobs.thread.scheduleWithFixedDelay(() -> endAll(journal), 1, EVERY.toSeconds(), TimeUnit.SECONDS);
        return lostJobs;
    }

    private static void endAll(JobJournal journal) {
        try {
            boolean another;
            do {
                another = journal.endLost(SILENCE);
            } while (another);
        } catch (RuntimeException e) {
            log.warn("lost jobs are not looked for now, trying again: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
