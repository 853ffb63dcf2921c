package dev.voicgen.worker.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends jobs whose record is gone from its topic, so that their posts are given back and do not stay pending for ever. Looks
 * from time to time on a thread of its own; any number of workers may.
 */
final class LostJobs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LostJobs.class);

    /** A day longer than the topics of jobs keep a record: whatever is silent for so long, no worker will be given. */
    private static final Duration SILENCE = Duration.ofDays(8);

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "lost-jobs"));

    private LostJobs() {}

    /** Starts looking, for the first time soon. */
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
