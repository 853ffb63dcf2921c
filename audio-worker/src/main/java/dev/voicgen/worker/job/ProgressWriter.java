package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.worker.narration.Narrator;
import dev.voicgen.worker.speech.Cancellation;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an attempt's progress to the database, at most five times a second, and cancels the attempt when that shows that it is
 * fenced. For one thread.
 */
final class ProgressWriter implements Narrator.ProgressListener, Cancellation {

    private static final Logger log = LoggerFactory.getLogger(ProgressWriter.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(200);

    private final JobJournal journal;
    private final AudioJob job;
    private final int attempt;
    private final RecordLease lease;
    private final long deadline;
    private long notBefore = System.nanoTime();

    ProgressWriter(JobJournal journal, AudioJob job, int attempt, RecordLease lease) {
        this.journal = journal;
        this.job = job;
        this.attempt = attempt;
        this.lease = lease;
        this.deadline = System.nanoTime()
                + RetryPolicy.deadline(job.article().text().reveal().length()).toNanos();
    }

    @Override
    public void finished(int done, int total) {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        try {
            if (!journal.progress(job, attempt, percent(done, total))) {
                lease.end(RecordLease.End.FENCED);
            }
        } catch (JdbiException e) {
            log.debug("job={} attempt={} progress not shown: {}", job.jobId(), attempt, e.getMessage());
        }
        notBefore = System.nanoTime() + AT_MOST_EVERY.toNanos();
    }

    /** Never 0, which means pending, nor 100, which means ready. */
    static int percent(int done, int total) {
        return Math.max(1, Math.min(99, (int) (100L * done / Math.max(1, total))));
    }

    @Override
    public boolean requested() {
        return lease.isOver() || System.nanoTime() - deadline > 0;
    }
}
