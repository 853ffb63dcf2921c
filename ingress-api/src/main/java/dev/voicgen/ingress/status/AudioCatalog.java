package dev.voicgen.ingress.status;

import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.reads.DatabaseReads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads the tables that audio-worker keeps about posts. Thread-safe. */
public final class AudioCatalog {

    private final DatabaseReads reads;

    public AudioCatalog(DatabaseReads reads) {
        this.reads = reads;
    }

    /** An audio and its newest events, oldest first, as they were at one moment. */
    record WithTimeline(AudioLookup lookup, List<AudioViews.TimelineEvent> timeline) {}

    /** The tables beside {@code audio} itself. */
    @RegisterConstructorMapper(AudioViews.TimelineEvent.class)
    public interface History {

        @SqlQuery("""
                select * from (
                    select id, type, at, job_id, detail from audio_event
                    where site_id = :siteId and language = :language and post_id = :postId
                    order by id desc limit 1000) newest
                order by id""")
        List<AudioViews.TimelineEvent> timeline(long siteId, String language, String postId);

        @SqlQuery("""
                select job_id from deleted_audio
                where site_id = :siteId and language = :language and post_id = :postId""")
        Optional<Long> deletedJob(long siteId, String language, String postId);
    }

    /** Never fails; complete within two seconds. */
    CompletableFuture<AudioLookup> find(PostKey post) {
        return reads.ask(handle -> lookup(handle, post))
                .thenApply(read -> read.orElseGet(AudioLookup.Unavailable::new));
    }

    /** Fails with 503 if the database does not answer. */
    CompletableFuture<WithTimeline> findWithTimeline(PostKey post) {
        return reads.require(handle -> handle.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                moment -> new WithTimeline(
                        lookup(moment, post),
                        moment.attach(History.class)
                                .timeline(
                                        post.siteId(),
                                        post.language().code(),
                                        post.postId().value()))));
    }

    /** A page of a site's audios, from the newest job to the oldest; fails with 503 if the database does not answer. */
    CompletableFuture<List<CatalogAudio>> list(long siteId, AudioParameters.Listing listing) {
        return reads.require(handle -> handle.attach(CatalogAudio.Table.class)
                .list(siteId, listing.status(), listing.language(), listing.page()));
    }

    private static AudioLookup lookup(Handle handle, PostKey post) {
        String language = post.language().code();
        String postId = post.postId().value();
        return handle.attach(CatalogAudio.Table.class)
                .find(post.siteId(), language, postId)
                .<AudioLookup>map(AudioLookup.Found::new)
                .orElseGet(() -> new AudioLookup.Missing(handle.attach(History.class)
                        .deletedJob(post.siteId(), language, postId)
                        .orElse(0L)));
    }
}
