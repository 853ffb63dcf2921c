package dev.voicgen.ingress.bulk;

import dev.voicgen.ingress.reads.DatabaseReads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads batches and their items. Thread-safe. */
final class BatchCatalog {

    private final DatabaseReads reads;

    BatchCatalog(DatabaseReads reads) {
        this.reads = reads;
    }

    /** Empty where the site has no such batch; fails with 503 where the database does not tell in time. */
    CompletableFuture<Optional<CatalogedBatch>> find(BatchQuery query) {
        return reads.require(handle -> batch(handle, query.siteId(), query.batch())
                .map(batch -> new CatalogedBatch(batch, counts(handle, query.batch()), items(handle, query))));
    }

    /** How many items have which status now; empty where there is no such batch or the database does not tell in time. */
    CompletableFuture<Optional<BatchCounts>> counts(long siteId, BatchId batch) {
        return reads.ask(handle -> batch(handle, siteId, batch).map(known -> counts(handle, batch)))
                .thenApply(read -> read.flatMap(counts -> counts));
    }

    /** A batch without its items; as {@link #find} otherwise. */
    CompletableFuture<Optional<BatchRow>> upload(BatchQuery query) {
        return reads.require(handle -> batch(handle, query.siteId(), query.batch()));
    }

    private static Optional<BatchRow> batch(Handle handle, long siteId, BatchId batch) {
        return handle.createQuery("""
                        select closed_at is not null as closed, complete, items
                        from batch
                        where id = :batch and site_id = :site
                        """)
                .bind("batch", batch.value())
                .bind("site", siteId)
                .map(ConstructorMapper.of(BatchRow.class))
                .findOne();
    }

    private static BatchCounts counts(Handle handle, BatchId batch) {
        Map<String, Integer> counts = handle.createQuery("""
                        select status, count(*) as items from batch_item_status where batch_id = :batch group by status
                        """)
                .bind("batch", batch.value())
                .setMapKeyColumn("status")
                .setMapValueColumn("items")
                .collectInto(new GenericType<Map<String, Integer>>() {});
        return BatchCounts.of(counts);
    }

    private static List<ItemRow> items(Handle handle, BatchQuery query) {
        return handle.createQuery("""
                        select item.index, item.post_id, item.language, item.job_id, item.status,
                               item.code, item.message, job_end.file, job_end.duration_seconds,
                               item.code is not distinct from 'content_changed' and not exists (
                                   select from audio
                                   where audio.site_id = item.site_id and audio.language = item.language
                                     and audio.post_id = item.post_id and audio.file_job_id > item.job_id
                               ) as content_changed
                        from batch_item_status item left join job_end on job_end.job_id = item.job_id
                        where item.batch_id = :batch and item.index >= :from
                          and (:status::text is null or item.status = :status)
                        order by item.index
                        limit :limit
                        """)
                .bind("batch", query.batch().value())
                .bind("from", query.page().offset())
                .bind("status", query.status())
                .bind("limit", query.page().fetch())
                .map(ConstructorMapper.of(ItemRow.class))
                .list();
    }
}
