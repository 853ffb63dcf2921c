package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.audio.AudioEvent.Deleted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The statements that remove a post's audio: row, timeline, and the names of its files, which {@link CondemnedFiles} removes
 * from the store. What the site wants again after the deletion stays.
 */
final class Deletion {

    private static final String POST = " site_id = :site and language = :language and post_id = :post";

    /**
     * The last job that goes: the one that made the audio, or a failed one after it that brought no other. Nobody changes
     * the row before the end of the transaction.
     */
    private static final String LAST_JOB = "select job_id from audio where" + POST
            + " and job_id > :job and file_job_id <= :job and status = 'ready' for update";

    /** Says also to a worker that is given the job once more, and to events that come again, that it is over. */
    private static final String REMEMBER = """
            insert into deleted_audio (site_id, language, post_id, job_id, deleted_at)
            values (:site, :language, :post, :last, :at)
            on conflict (site_id, language, post_id) do update set job_id = excluded.job_id, deleted_at = excluded.deleted_at
            where deleted_audio.job_id < excluded.job_id
            """;

    /** All that the post ever had, as far as its timeline tells. */
    private static final String CONDEMN_FILES = "insert into condemned_file (file)"
            + " select file from audio where" + POST + " and file_job_id <= :last"
            + " union select detail ->> 'file' from audio_event where" + POST
            + " and job_id <= :last and detail ->> 'file' is not null on conflict do nothing";

    private static final String DELETE_ROW = "delete from audio where" + POST + " and job_id <= :last";

    /** The post is wanted again already: its new job must not fall back on what was deleted. */
    private static final String FORGET_FILE =
            """
            update audio set file = null, file_job_id = null, file_voice_id = null, file_content_hash = null,
                             duration_seconds = null, segments = null
            where""" + POST + " and file_job_id <= :last and status in ('pending', 'generating')";

    private static final String DELETE_TIMELINE = "delete from audio_event where" + POST + " and job_id <= :last";

    private Deletion() {}

    /** Harmless to repeat, also after the post is wanted again. */
    static void apply(Handle handle, Deleted deleted) {
        long last = bindPost(handle.createQuery(LAST_JOB), deleted)
                .bind("job", deleted.jobId())
                .mapTo(Long.class)
                .findOne()
                .orElse(deleted.jobId());
        bindPost(handle.createUpdate(REMEMBER), deleted)
                .bind("last", last)
                .bind("at", deleted.at())
                .execute();
        for (String sql : new String[] {CONDEMN_FILES, DELETE_ROW, FORGET_FILE, DELETE_TIMELINE}) {
            bindPost(handle.createUpdate(sql), deleted).bind("last", last).execute();
        }
    }

    private static <S extends SqlStatement<S>> S bindPost(S statement, Deleted deleted) {
        return statement
                .bind("site", deleted.post().siteId())
                .bind("language", deleted.post().language().code())
                .bind("post", deleted.post().postId().value());
    }
}
