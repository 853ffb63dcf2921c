package dev.voicgen.ingress.status;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.reads.DatabaseReads;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads the table {@code audio}. Thread-safe. */
public final class AudioCatalog {

    private final DatabaseReads reads;

    public AudioCatalog(DatabaseReads reads) {
        this.reads = reads;
    }

    /** Never fails; complete within two seconds. */
    CompletableFuture<AudioLookup> find(PostKey post) {
        return reads.ask(handle -> row(handle, post))
                .thenApply(read -> read.<AudioLookup>map(row ->
                                row.<AudioLookup>map(AudioLookup.Found::new).orElseGet(AudioLookup.Missing::new))
                        .orElseGet(AudioLookup.Unavailable::new));
    }

    private static Optional<AudioRow> row(Handle handle, PostKey post) {
        return handle.createQuery("""
                        select job_id, status, progress_percent, file, duration_seconds, failure_code, failure_reason
                        from audio
                        where site_id = :site and language = :language and post_id = :post
                        """)
                .bind("site", post.siteId())
                .bind("language", post.language().code())
                .bind("post", post.postId().value())
                .map(ConstructorMapper.of(AudioRow.class))
                .findOne();
    }
}
