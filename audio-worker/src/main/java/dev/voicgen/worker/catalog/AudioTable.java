package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.audio.AudioEvent.Queued;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * The statements on table {@code audio}. What a worker writes is conditional on the attempt that it has claimed, so one that
 * has lost its job without knowing cannot write.
 */
public final class AudioTable {

    /** Takes the post over from an older job. */
    private static final String TAKE_OVER = """
            insert into audio (site_id, language, post_id, job_id, attempt, status, title, url, voice_id, content_hash, requested_at)
            values (:site, :language, :post, :job, :attempt, :status, :title, :url, :voice, :hash, :requestedAt)
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

    private static final String CLAIM = TAKE_OVER
            + " or audio.job_id = excluded.job_id and audio.status in ('pending', 'generating') returning attempt";

    private static final String MINE = " where job_id = :job and attempt = :attempt and status = 'generating'";

    /** A later attempt passes the segments of an earlier one again; what people have seen does not go back. */
    private static final String PROGRESS =
            "update audio set progress_percent = greatest(progress_percent, :percent), updated_at = now()" + MINE;

    private static final String READY = """
            update audio set
                status = 'ready',
                progress_percent = 100,
                file = :file,
                file_job_id = job_id,
                file_voice_id = voice_id,
                file_content_hash = content_hash,
                duration_seconds = :seconds,
                segments = :segments::jsonb,
                updated_at = now()""" + MINE;

    /** A failed regeneration leaves what was there: readers have been listening to it all the time. */
    private static final String FAILED = """
            update audio set
                status = case when file is null then 'failed' else 'ready' end,
                progress_percent = case when file is null then progress_percent else 100 end,
                voice_id = coalesce(file_voice_id, voice_id),
                content_hash = coalesce(file_content_hash, content_hash),
                failure_code = :code,
                failure_reason = :reason,
                updated_at = now()""";

    /** Where the newest job of a post stands. */
    public record Standing(long jobId, int attempt, String status) {

        public boolean hasEnded() {
            return status.equals("ready") || status.equals("failed");
        }
    }

    /**
     * A job that was taken up, or is a single one and so has been on its topic from the beginning. An item of a batch that
     * waits may still be with admission, for as long as its batch takes.
     */
    private static final String LOST = """
            select job_id, site_id, post_id, language, progress_percent from audio
            where status in ('pending', 'generating') and updated_at < now() - :silence
              and (status = 'generating'
                   or not exists (select from batch_item where batch_item.job_id = audio.job_id and outcome is null))
            limit 1
            for update skip locked
            """;

    /** A job that nobody works on any more. */
    public record Lost(PostKey post, long jobId, int progressPercent) {}

    private AudioTable() {}

    /**
     * Notes queued jobs, so that their status is known before a worker takes them up. Harmless to repeat: a job that a worker
     * has claimed already, or that has ended, does not go back to pending.
     */
    static void queued(Handle handle, List<Queued> jobs) {
        PreparedBatch batch = handle.prepareBatch(TAKE_OVER);
        for (Queued job : jobs) {
            bind(batch, job).bind("attempt", 0).bind("status", "pending").add();
        }
        batch.execute();
        DeletedJobs.drop(handle, jobs.stream().map(Queued::jobId).toList());
    }

    /**
     * Takes the job for a new attempt and answers its number; empty where the job has ended, a newer one is there or its
     * audio has been deleted.
     */
    public static Optional<Integer> claim(Handle handle, Queued job) {
        return bind(handle.createQuery(CLAIM), job)
                .bind("attempt", 1)
                .bind("status", "generating")
                .mapTo(Integer.class)
                .findOne()
                .filter(attempt -> DeletedJobs.drop(handle, List.of(job.jobId())) == 0);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Queued job) {
        return statement
                .bind("site", job.post().siteId())
                .bind("language", job.post().language().code())
                .bind("post", job.post().postId().value())
                .bind("job", job.jobId())
                .bind("title", job.title())
                .bind("url", job.url())
                .bind("voice", job.voiceId())
                .bind("hash", job.contentHash())
                .bind("requestedAt", job.at());
    }

    public static Optional<Standing> standing(Handle handle, PostKey post) {
        return handle.createQuery("select job_id, attempt, status from audio "
                        + "where site_id = :site and language = :language and post_id = :post")
                .bind("site", post.siteId())
                .bind("language", post.language().code())
                .bind("post", post.postId().value())
                .map(ConstructorMapper.of(Standing.class))
                .findOne();
    }

    /** How far the job has come, and nobody changes it before the end of the transaction; empty where it is fenced. */
    public static Optional<Integer> lockPercent(Handle handle, long jobId, int attempt) {
        return handle.createQuery("select progress_percent from audio" + MINE + " for update")
                .bind("job", jobId)
                .bind("attempt", attempt)
                .mapTo(Integer.class)
                .findOne();
    }

    public static boolean progress(Handle handle, long jobId, int attempt, int percent) {
        return mine(handle, PROGRESS, jobId, attempt).bind("percent", percent).execute() == 1;
    }

    public static boolean ready(Handle handle, long jobId, int attempt, ReadyAudio audio, String segments) {
        return mine(handle, READY, jobId, attempt)
                        .bind("file", audio.file())
                        .bind("seconds", audio.durationSeconds())
                        .bind("segments", segments)
                        .execute()
                == 1;
    }

    /** Fails the job whichever attempt has it; false where it has no row that is open. */
    public static boolean abandoned(Handle handle, long jobId, String code, String reason) {
        return handle.createUpdate(FAILED + " where job_id = :job and status in ('pending', 'generating')")
                        .bind("job", jobId)
                        .bind("code", code)
                        .bind("reason", reason)
                        .execute()
                == 1;
    }

    public static void failed(Handle handle, long jobId, int attempt, String code, String reason) {
        mine(handle, FAILED + MINE, jobId, attempt)
                .bind("code", code)
                .bind("reason", reason)
                .execute();
    }

    /** A job that no worker has touched for the time of {@code silence}, and nobody changes before the end of the transaction. */
    public static Optional<Lost> lockLost(Handle handle, Duration silence) {
        return handle.createQuery(LOST)
                .bind("silence", silence)
                .map((row, context) -> new Lost(
                        new PostKey(
                                row.getLong("site_id"),
                                new PostId(row.getString("post_id")),
                                new Language(row.getString("language"))),
                        row.getLong("job_id"),
                        row.getInt("progress_percent")))
                .findOne();
    }

    private static Update mine(Handle handle, String sql, long jobId, int attempt) {
        return handle.createUpdate(sql).bind("job", jobId).bind("attempt", attempt);
    }
}
