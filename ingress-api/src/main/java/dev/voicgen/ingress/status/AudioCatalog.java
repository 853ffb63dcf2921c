package dev.voicgen.ingress.status;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.reads.DatabaseReads;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** Reads the tables that audio-worker keeps about posts. Thread-safe. */
public final class AudioCatalog {

    private static final String STATE =
            "job_id, status, progress_percent, file, duration_seconds, failure_code, failure_reason";
    private static final String DETAIL =
            ", title, url, voice_id, content_hash, requested_at, updated_at, file as finished_file,"
                    + " duration_seconds as finished_seconds, file_voice_id as finished_voice_id";
    private static final String OF_POST = " where site_id = :site and language = :language and post_id = :post ";
    private static final int MAX_TIMELINE = 1_000;
    private static final RowMapper<AudioRow> ROW = ConstructorMapper.of(AudioRow.class);
    private static final RowMapper<AudioDetails> DETAILS = ConstructorMapper.of(AudioDetails.class);

    private final DatabaseReads reads;

    public AudioCatalog(DatabaseReads reads) {
        this.reads = reads;
    }

    /** Never fails; complete within two seconds. */
    CompletableFuture<AudioLookup> find(PostKey post) {
        return reads.ask(handle -> of(
                                handle.createQuery("select " + STATE + DETAIL + ", segments from audio" + OF_POST),
                                post)
                        .<AudioLookup>map((row, context) ->
                                new AudioLookup.Found(ROW.map(row, context), DETAILS.map(row, context)))
                        .findOne()
                        .orElseGet(() -> missing(handle, post)))
                .thenApply(read -> read.orElseGet(AudioLookup.Unavailable::new));
    }

    /** The newest events of a post, oldest first; fails with 503 where the database does not answer. */
    CompletableFuture<List<TimelineEvent>> timeline(PostKey post) {
        return reads.require(handle -> of(
                        handle.createQuery("select * from (select id, type, at, job_id, detail from audio_event"
                                + OF_POST + "order by id desc limit " + MAX_TIMELINE + ") newest order by id"),
                        post)
                .map(ConstructorMapper.of(TimelineEvent.class))
                .list());
    }

    /** A site's audios from the newest job to the oldest; fails with 503 where the database does not answer. */
    CompletableFuture<List<AudioListing>> list(long siteId, ListQuery query) {
        return reads.require(handle -> handle.createQuery("select " + STATE + DETAIL + """
                        , post_id, language, null as segments
                        from audio
                        where site_id = :site and job_id < :before
                          and (:status::text is null or status = :status)
                          and (:language::text is null or language = :language)
                        order by job_id desc limit :limit
                        """)
                .bind("site", siteId)
                .bind("before", query.page().before())
                .bind("limit", query.page().fetch())
                .bind("status", query.status())
                .bind("language", query.language())
                .map(ConstructorMapper.of(AudioListing.class))
                .list());
    }

    private static AudioLookup.Missing missing(Handle handle, PostKey post) {
        return new AudioLookup.Missing(of(handle.createQuery("select job_id from deleted_audio" + OF_POST), post)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    private static Query of(Query query, PostKey post) {
        return query.bind("site", post.siteId())
                .bind("language", post.language().code())
                .bind("post", post.postId().value());
    }
}
