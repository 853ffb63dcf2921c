package dev.voicgen.worker.outcome;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The statements on table {@code job_end}. The end of a job and the item of a batch that waits for it are written by two
 * transactions, in either order or at once; each takes the lock of the job first, so the later one sees the earlier.
 */
public final class JobEnds {

    private JobEnds() {}

    /** Waits for the locks of these jobs and has them until the end of the transaction. */
    public static void lock(Handle handle, List<Long> jobs) {
        handle.createQuery("select count(pg_advisory_xact_lock(job)) from "
                        + "(select distinct unnest(:jobs) as job order by job) in_one_order")
                .bindArray("jobs", Long.class, jobs)
                .mapTo(int.class)
                .one();
    }

    /**
     * Notes the end of a job, and the outcome of every item that waits for it, in the transaction that ends it. Harmless to
     * repeat.
     *
     * @return the callback URLs of the batches of these items
     */
    public static List<String> note(Handle handle, JobEnd end) {
        lock(handle, List.of(end.jobId()));
        handle.createUpdate("""
                        insert into job_end (job_id, outcome, at, progress_percent, file, duration_seconds, code, reason)
                        values (:jobId, :word, :at, :progressPercent, :file, :durationSeconds, :code, :reason)
                        on conflict do nothing""")
                .bindMethods(end)
                .bind("word", end.outcome().name().toLowerCase(Locale.ROOT))
                .execute();
        return handle.createQuery("""
                        with ended as (
                            update batch_item set outcome = job_end.outcome, code = coalesce(job_end.code, batch_item.code), message = job_end.reason
                            from job_end
                            where job_end.job_id = :job and batch_item.job_id = :job and batch_item.outcome is null
                            returning batch_item.batch_id)
                        select distinct callback_url from batch join ended on ended.batch_id = batch.id
                        where callback_url is not null""")
                .bind("job", end.jobId())
                .mapTo(String.class)
                .list();
    }

    /** How the job ended; empty where it has not, or ended before ends were kept. */
    public static Optional<JobEnd> find(Handle handle, long jobId) {
        return handle.createQuery(
                        "select job_id, upper(outcome) as outcome, at, progress_percent, file, duration_seconds, code, reason "
                                + "from job_end where job_id = :job")
                .bind("job", jobId)
                .map(ConstructorMapper.of(JobEnd.class))
                .findOne();
    }
}
