package dev.voicgen.catalog;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.platform.http.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * A row of the table {@code audio}: the newest job of a post, and the newest audio that was finished, which stays playable
 * until a newer job succeeds.
 *
 * @param status {@code pending}, {@code generating}, {@code ready} or {@code failed}
 * @param title may be null
 * @param url may be null
 * @param voiceId of the newest job
 * @param contentHash of the text of the newest job
 * @param failureCode null unless the job failed, as is the reason
 * @param file the newest finished audio in the audio store; null until there is one, as is what follows
 * @param fileVoiceId the voice of that audio
 * @param segments of that audio: a JSON array; null in lists
 */
public record CatalogAudio(
        PostId postId,
        Language language,
        long jobId,
        String status,
        int progressPercent,
        String title,
        String url,
        Long voiceId,
        String contentHash,
        String failureCode,
        String failureReason,
        Instant requestedAt,
        Instant updatedAt,
        String file,
        Integer durationSeconds,
        Long fileVoiceId,
        String segments) {

    /** Whether the newest job is ready or has failed. */
    public boolean hasEnded() {
        return isReady() || hasFailed();
    }

    public boolean isReady() {
        return "ready".equals(status);
    }

    public boolean hasFailed() {
        return "failed".equals(status);
    }

    /** The table {@code audio}, which audio-worker writes. */
    @RegisterConstructorMapper(CatalogAudio.class)
    public interface Table {

        /** All columns but the segments. */
        String COLUMNS = """
                select post_id, language, job_id, status, progress_percent, title, url, voice_id, content_hash,
                       failure_code, failure_reason, requested_at, updated_at, file, duration_seconds, file_voice_id,\s""";

        @SqlQuery(
                COLUMNS + "segments from audio where site_id = :siteId and language = :language and post_id = :postId")
        Optional<CatalogAudio> find(long siteId, String language, String postId);

        /**
         * A page of a site's audios, from the newest job to the oldest.
         *
         * @param status null: any
         * @param language null: any
         */
        @SqlQuery(COLUMNS + """
                null as segments from audio
                where site_id = :siteId and job_id < :page.before
                  and (:status::text is null or status = :status)
                  and (:language::text is null or language = :language)
                order by job_id desc limit :page.fetch""")
        List<CatalogAudio> list(long siteId, String status, String language, @BindMethods("page") Page page);
    }
}
