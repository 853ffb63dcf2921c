package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.audio.AudioEvent.Queued;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statement on table {@code audio} that notes queued jobs. */
final class QueuedJobs {

    /** Only a newer job: one that a worker has claimed already, or that has ended, must not go back to pending. */
    private static final String NOTE = """
            insert into audio (site_id, language, post_id, job_id, status, title, url, voice_id, content_hash, requested_at)
            values (:site, :language, :post, :job, 'pending', :title, :url, :voice, :hash, :requestedAt)
            on conflict (site_id, language, post_id) do update set
                job_id = excluded.job_id,
                attempt = 0,
                status = 'pending',
                progress_percent = 0,
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

    private QueuedJobs() {}

    /** Harmless to repeat. */
    static void note(Handle handle, List<Queued> jobs) {
        PreparedBatch batch = handle.prepareBatch(NOTE);
        for (Queued job : jobs) {
            batch.bind("site", job.post().siteId())
                    .bind("language", job.post().language().code())
                    .bind("post", job.post().postId().value())
                    .bind("job", job.jobId())
                    .bind("title", job.title())
                    .bind("url", job.url())
                    .bind("voice", job.voiceId())
                    .bind("hash", job.contentHash())
                    .bind("requestedAt", job.at())
                    .add();
        }
        batch.execute();
        DeletedJobs.drop(handle, jobs.stream().map(Queued::jobId).toList());
    }
}
