package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Table {@code audio}, and {@code deleted_audio} with the jobs whose audio was deleted. A worker's updates name the attempt
 * that it has claimed, so a worker that has lost its job cannot write.
 */
@RegisterConstructorMapper(AudioTable.State.class)
@RegisterConstructorMapper(AudioTable.LostJob.class)
public interface AudioTable {

    /** Takes the post over from an older job. */
    String TAKE_OVER = """
            insert into audio (site_id, language, post_id, job_id, attempt, status, title, url, voice_id, content_hash, requested_at)
            values (:job.post.siteId, :job.post.language.code, :job.post.postId.value, :job.jobId, :attempt, :status,
                    :job.title, :job.url, :job.voiceId, :job.contentHash, :job.at)
            on conflict (site_id, language, post_id) do update set
                job_id = excluded.job_id,
                attempt = case when audio.job_id = excluded.job_id then audio.attempt + 1 else excluded.attempt end,
                status = excluded.status,
                progress_percent = case when audio.job_id = excluded.job_id then audio.progress_percent else 0 end,
                title = excluded.title,
                url = excluded.url,
                voice_id = excluded.voice_id,
                content_hash = excluded.content_hash,
                failure_code = null,
                failure_reason = null,
                requested_at = excluded.requested_at,
                updated_at = now()
            where audio.job_id < excluded.job_id
            """;

    String CLAIMED_ATTEMPT = " where job_id = :jobId and attempt = :attempt and status = 'generating'";

    String POST = " site_id = :post.siteId and language = :post.language.code and post_id = :post.postId.value";

    /** A failed regeneration leaves the earlier audio in place, because readers listen to it. */
    String FAIL = """
            update audio set
                status = case when file is null then 'failed' else 'ready' end,
                progress_percent = case when file is null then progress_percent else 100 end,
                voice_id = coalesce(file_voice_id, voice_id),
                content_hash = coalesce(file_content_hash, content_hash),
                failure_code = :code,
                failure_reason = :reason,
                updated_at = now()""";

    /** The newest job of a post. */
    record State(long jobId, int attempt, String status) {

        public boolean hasEnded() {
            return status.equals("ready") || status.equals("failed");
        }
    }

    /** A job that no worker works on any more. */
    record LostJob(long siteId, String postId, String language, long jobId, int progressPercent) {

        public PostKey post() {
            return new PostKey(siteId, new PostId(postId), new Language(language));
        }
    }

    /**
     * Writes queued jobs, so that their status is known before a worker claims them. May be repeated: a job that a worker
     * has claimed, or that has ended, does not become pending again.
     */
    default void queued(List<AudioEvent.Queued> jobs) {
        takeOver(jobs, 0, "pending");
        dropDeleted(jobs.stream().map(AudioEvent.Queued::jobId).toList());
    }

    @SqlBatch(TAKE_OVER)
    void takeOver(@BindMethods("job") List<AudioEvent.Queued> jobs, int attempt, String status);

    /**
     * Claims the job for a new attempt and answers the number of that attempt. Empty where the job has ended, the post has a
     * newer job, or the job's audio was deleted.
     */
    default Optional<Integer> claim(AudioEvent.Queued job) {
        return takeOver(job, 1, "generating").filter(attempt -> dropDeleted(List.of(job.jobId())) == 0);
    }

    @SqlQuery(TAKE_OVER
            + " or audio.job_id = excluded.job_id and audio.status in ('pending', 'generating') returning attempt")
    Optional<Integer> takeOver(@BindMethods("job") AudioEvent.Queued job, int attempt, String status);

    /**
     * Removes the rows that {@code jobs} have just written although their audio was deleted before; answers how many. To be
     * called after the write and in its transaction: the write waits for a deletion that is running, a query before it would
     * not see that deletion.
     */
    @SqlUpdate("""
            delete from audio using deleted_audio deleted
            where audio.site_id = deleted.site_id and audio.language = deleted.language
              and audio.post_id = deleted.post_id and audio.job_id <= deleted.job_id
              and audio.job_id = any(:jobs)""")
    int dropDeleted(List<Long> jobs);

    @SqlQuery("select job_id, attempt, status from audio where" + POST)
    Optional<State> state(@BindMethods("post") PostKey post);

    /** Locks the row and answers its progress; empty where the attempt is fenced. */
    @SqlQuery("select progress_percent from audio" + CLAIMED_ATTEMPT + " for update")
    Optional<Integer> lockProgress(long jobId, int attempt);

    /** False where the attempt is fenced. Progress never decreases, although a later attempt begins with the first segment. */
    @SqlUpdate("update audio set progress_percent = greatest(progress_percent, :percent), updated_at = now()"
            + CLAIMED_ATTEMPT)
    boolean progress(long jobId, int attempt, int percent);

    /**
     * False where the attempt is fenced.
     *
     * @param segments a JSON array
     */
    @SqlUpdate("""
            update audio set
                status = 'ready',
                progress_percent = 100,
                file = :audio.file,
                file_job_id = job_id,
                file_voice_id = voice_id,
                file_content_hash = content_hash,
                duration_seconds = :audio.durationSeconds,
                segments = :segments::jsonb,
                updated_at = now()""" + CLAIMED_ATTEMPT)
    boolean ready(long jobId, int attempt, @BindMethods("audio") ReadyAudio audio, String segments);

    @SqlUpdate(FAIL + CLAIMED_ATTEMPT)
    void fail(long jobId, int attempt, String code, String reason);

    /** Fails the job whichever attempt has claimed it; does nothing where it has ended. */
    @SqlUpdate(FAIL + " where job_id = :jobId and status in ('pending', 'generating')")
    void failAnyAttempt(long jobId, String code, String reason);

    /**
     * Locks a job that no worker has touched for {@code silence}. The job was claimed, or it is a single one and so has been
     * on its topic from the beginning. An item of a batch that waits may still be in admission's backlog.
     */
    @SqlQuery("""
            select job_id, site_id, post_id, language, progress_percent from audio
            where status in ('pending', 'generating') and updated_at < now() - :silence
              and (status = 'generating'
                   or not exists (select from batch_item where batch_item.job_id = audio.job_id and outcome is null))
            limit 1
            for update skip locked""")
    Optional<LostJob> lockLost(Duration silence);

    /**
     * Locks the row and answers the last job that a deletion of {@code jobId} removes: a failed job after the deleted one
     * made no audio and goes with it. Empty where there is no such job.
     */
    @SqlQuery("select job_id from audio where" + POST
            + " and job_id > :jobId and file_job_id <= :jobId and status = 'ready' for update")
    Optional<Long> lockLastDeleted(@BindMethods("post") PostKey post, long jobId);

    /** Makes {@link #dropDeleted} remove the jobs up to {@code lastJob} when an event or a record of them is redelivered. */
    @SqlUpdate("""
            insert into deleted_audio (site_id, language, post_id, job_id, deleted_at)
            values (:post.siteId, :post.language.code, :post.postId.value, :lastJob, :at)
            on conflict (site_id, language, post_id) do update set job_id = excluded.job_id, deleted_at = excluded.deleted_at
            where deleted_audio.job_id < excluded.job_id""")
    void rememberDeletion(@BindMethods("post") PostKey post, long lastJob, Instant at);

    @SqlUpdate("delete from audio where" + POST + " and job_id <= :lastJob")
    void delete(@BindMethods("post") PostKey post, long lastJob);

    /** For a post that was requested again after its deletion: its new job must not fall back on the deleted file. */
    @SqlUpdate("""
            update audio set file = null, file_job_id = null, file_voice_id = null, file_content_hash = null,
                             duration_seconds = null, segments = null
            where""" + POST + " and file_job_id <= :lastJob and status in ('pending', 'generating')")
    void forgetFile(@BindMethods("post") PostKey post, long lastJob);
}
