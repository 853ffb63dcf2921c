package dev.voicgen.worker.job;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Table {@code job_end}, and the outcomes that go from it into {@code batch_item}. One transaction ends a job, another writes
 * the item of a batch that waits for it, in either order or at the same time. Each takes the lock of the job first, so the
 * later transaction sees the earlier.
 */
@RegisterConstructorMapper(JobOutcome.class)
public interface JobOutcomeTable {

    /** Waits for the locks of {@code jobs} and holds them until the end of the transaction. */
    @SqlQuery("""
            select count(pg_advisory_xact_lock(job)) from
            (select distinct unnest(:jobs) as job order by job) in_one_order""")
    int lock(List<Long> jobs);

    /**
     * Writes the outcome of a job, and with it the outcome of every item that waits for the job. To be called in the
     * transaction that ends the job; may be repeated.
     *
     * @return the callback URLs of the batches of these items
     */
    default List<String> add(JobOutcome outcome) {
        lock(List.of(outcome.jobId()));
        insert(outcome);
        return endItems(outcome.jobId());
    }

    @SqlUpdate("""
            insert into job_end (job_id, outcome, at, progress_percent, file, duration_seconds, code, reason)
            values (:end.jobId, :end.result.word, :end.at, :end.progressPercent, :end.file, :end.durationSeconds, :end.code,
                    :end.reason)
            on conflict do nothing""")
    void insert(@BindMethods("end") JobOutcome outcome);

    @SqlQuery("""
            with ended as (
                update batch_item set outcome = job_end.outcome, code = coalesce(job_end.code, batch_item.code), message = job_end.reason
                from job_end
                where job_end.job_id = :jobId and batch_item.job_id = :jobId and batch_item.outcome is null
                returning batch_item.batch_id)
            select distinct callback_url from batch join ended on ended.batch_id = batch.id
            where callback_url is not null""")
    List<String> endItems(long jobId);

    /** Empty where the job has not ended, or ended before a release that has this table. */
    @SqlQuery("""
            select job_id, upper(outcome) as result, at, progress_percent, file, duration_seconds, code, reason
            from job_end where job_id = :jobId""")
    Optional<JobOutcome> find(long jobId);
}
