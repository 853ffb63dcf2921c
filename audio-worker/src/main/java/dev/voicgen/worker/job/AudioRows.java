package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.worker.catalog.DeletedJobs;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;

/**
 * The statements on table {@code audio} of whoever works on a job. Every write but the claim is conditional on the attempt
 * that was claimed, so a worker that has lost its job without knowing cannot write.
 */
final class AudioRows {

    private static final String CLAIM = """
            insert into audio (site_id, language, post_id, job_id, attempt, status, title, url, voice_id, content_hash, requested_at)
            values (:site, :language, :post, :job, 1, 'generating', :title, :url, :voice, :hash, :requestedAt)
            on conflict (site_id, language, post_id) do update set
                job_id = excluded.job_id,
                attempt = case when audio.job_id = excluded.job_id then audio.attempt + 1 else 1 end,
                status = 'generating',
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
               or audio.job_id = excluded.job_id and audio.status in ('pending', 'generating')
            returning attempt
            """;

    private static final String MINE = " where job_id = :job and attempt = :attempt and status = 'generating'";

    private static final String NEXT_ATTEMPT = "update audio set attempt = attempt + 1, updated_at = now()" + MINE;

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
    record Standing(long jobId, int attempt, String status) {

        boolean hasEnded() {
            return status.equals("ready") || status.equals("failed");
        }
    }

    private AudioRows() {}

    /**
     * Takes the job for a new attempt and answers its number; empty where the job has ended, a newer one is there or its
     * audio has been deleted.
     */
    static Optional<Integer> claim(Handle handle, AudioJob job) {
        Article article = job.article();
        return handle.createQuery(CLAIM)
                .bind("site", job.siteId())
                .bind("language", article.language().code())
                .bind("post", article.postId().value())
                .bind("job", job.jobId())
                .bind("title", article.title())
                .bind("url", article.url())
                .bind("voice", article.voiceId())
                .bind("hash", article.contentHash())
                .bind("requestedAt", job.requestedAt())
                .mapTo(Integer.class)
                .findOne()
                .filter(attempt -> DeletedJobs.drop(handle, List.of(job.jobId())) == 0);
    }

    static Optional<Standing> standing(Handle handle, PostKey post) {
        return handle.createQuery("select job_id, attempt, status from audio "
                        + "where site_id = :site and language = :language and post_id = :post")
                .bind("site", post.siteId())
                .bind("language", post.language().code())
                .bind("post", post.postId().value())
                .map(ConstructorMapper.of(Standing.class))
                .findOne();
    }

    /** Whether {@code attempt} was still the one that may write; the next is then {@code attempt + 1}. */
    static boolean nextAttempt(Handle handle, long jobId, int attempt) {
        return mine(handle, NEXT_ATTEMPT, jobId, attempt).execute() == 1;
    }

    /** How far the job has come, and nobody changes it before the end of the transaction; empty where it is fenced. */
    static Optional<Integer> lockPercent(Handle handle, long jobId, int attempt) {
        return handle.createQuery("select progress_percent from audio" + MINE + " for update")
                .bind("job", jobId)
                .bind("attempt", attempt)
                .mapTo(Integer.class)
                .findOne();
    }

    static boolean progress(Handle handle, long jobId, int attempt, int percent) {
        return mine(handle, PROGRESS, jobId, attempt).bind("percent", percent).execute() == 1;
    }

    static boolean ready(Handle handle, long jobId, int attempt, FinishedAudio finished) {
        return mine(handle, READY, jobId, attempt)
                        .bind("file", finished.audio().file())
                        .bind("seconds", finished.audio().durationSeconds())
                        .bind("segments", finished.manifest())
                        .execute()
                == 1;
    }

    /** Fails the job whichever attempt has it; does nothing where it has no row. */
    static void abandoned(Handle handle, long jobId, Failure failure) {
        handle.createUpdate(FAILED + " where job_id = :job and status in ('pending', 'generating')")
                .bind("job", jobId)
                .bind("code", failure.code())
                .bind("reason", failure.reason())
                .execute();
    }

    static void failed(Handle handle, long jobId, int attempt, Failure failure) {
        mine(handle, FAILED + MINE, jobId, attempt)
                .bind("code", failure.code())
                .bind("reason", failure.reason())
                .execute();
    }

    private static Update mine(Handle handle, String sql, long jobId, int attempt) {
        return handle.createUpdate(sql).bind("job", jobId).bind("attempt", attempt);
    }
}
