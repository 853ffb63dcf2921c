package dev.voicgen.ingress.bulk;

import dev.voicgen.contracts.site.BatchTally;
import dev.voicgen.ingress.reads.DatabaseReads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads batches and their items. Thread-safe. */
final class BatchCatalog {

    private final DatabaseReads reads;

    BatchCatalog(DatabaseReads reads) {
        this.reads = reads;
    }

    /** A batch, how many of its items have which status, and one page of the items, read at one moment. */
    record Whole(Batch batch, Counts counts, List<Item> items) {}

    /**
     * A batch in the catalog.
     *
     * @param closed whether its upload has ended
     * @param complete whether the upload came whole; null while it goes on
     * @param items how many it brought; null while it goes on
     */
    public record Batch(boolean closed, Boolean complete, Integer items) {

        /** Whether the catalog has all of an upload with so many items: its end is noted behind them. */
        boolean covers(int itemsToldOf) {
            return closed && items != null && items >= itemsToldOf;
        }
    }

    /**
     * An item in the catalog.
     *
     * @param postId null if a rejected item had none
     * @param language null if the item was rejected, as the job is
     * @param code why it failed or was rejected, for programs
     * @param message the same for people
     * @param file in the audio store; null until ready, as the duration is
     * @param contentChanged whether the audio is of another text, and none has been made since
     */
    public record Item(
            int index,
            String postId,
            String language,
            Long jobId,
            String status,
            String code,
            String message,
            String file,
            Integer durationSeconds,
            boolean contentChanged) {}

    /** How many items of a batch have which status; part of answers. */
    record Counts(int pending, int generating, int ready, int failed, int rejected) {

        /** At the end of the upload: an item with a job is pending, whether or not a worker has taken it up. */
        static Counts of(BatchTally tally) {
            return new Counts(tally.queued() + tally.inProgress(), 0, tally.ready(), 0, tally.rejected());
        }

        static Counts of(Map<String, Integer> byStatus) {
            return new Counts(
                    byStatus.getOrDefault("pending", 0),
                    byStatus.getOrDefault("generating", 0),
                    byStatus.getOrDefault("ready", 0),
                    byStatus.getOrDefault("failed", 0),
                    byStatus.getOrDefault("rejected", 0));
        }

        /** Of any status; no field of an answer. */
        int items() {
            return pending + generating + ready + failed + rejected;
        }
    }

    /** The tables of batches, which audio-worker writes. */
    @RegisterConstructorMapper(Batch.class)
    @RegisterConstructorMapper(Item.class)
    public interface Table {

        @SqlQuery("""
                select closed_at is not null as closed, complete, items
                from batch where id = :batchId and site_id = :siteId""")
        Optional<Batch> batch(long siteId, String batchId);

        @SqlQuery("select status, count(*) as items from batch_item_status where batch_id = :batchId group by status")
        @KeyColumn("status")
        @ValueColumn("items")
        Map<String, Integer> counts(String batchId);

        /** @param status null: any */
        @SqlQuery("""
                select item.index, item.post_id, item.language, item.job_id, item.status,
                       item.code, item.message, job_end.file, job_end.duration_seconds,
                       item.code is not distinct from 'content_changed' and not exists (
                           select from audio
                           where audio.site_id = item.site_id and audio.language = item.language
                             and audio.post_id = item.post_id and audio.file_job_id > item.job_id
                       ) as content_changed
                from batch_item_status item left join job_end on job_end.job_id = item.job_id
                where item.batch_id = :batchId and item.index >= :from
                  and (:status::text is null or item.status = :status)
                order by item.index
                limit :limit""")
        List<Item> items(String batchId, String status, long from, int limit);
    }

    /** Empty if the site has no such batch; fails with 503 if the database does not answer in time. */
    CompletableFuture<Optional<Whole>> find(BatchQuery query) {
        return reads.require(handle ->
                handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, moment -> whole(moment, query)));
    }

    /** Whether the catalog has all of an upload with so many items; fails as {@link #find}. */
    CompletableFuture<Boolean> covers(BatchQuery query, int items) {
        return reads.require(handle -> handle.attach(Table.class)
                .batch(query.siteId(), query.batch().value())
                .filter(batch -> batch.covers(items))
                .isPresent());
    }

    /** How many items have which status now; empty if there is no such batch or the database does not answer in time. */
    CompletableFuture<Optional<Counts>> counts(long siteId, BatchId batch) {
        return reads.ask(handle -> {
                    Table table = handle.attach(Table.class);
                    return table.batch(siteId, batch.value()).map(known -> Counts.of(table.counts(batch.value())));
                })
                .thenApply(read -> read.flatMap(counts -> counts));
    }

    private static Optional<Whole> whole(Handle handle, BatchQuery query) {
        Table table = handle.attach(Table.class);
        String batchId = query.batch().value();
        return table.batch(query.siteId(), batchId)
                .map(batch -> new Whole(
                        batch,
                        Counts.of(table.counts(batchId)),
                        table.items(
                                batchId,
                                query.status(),
                                query.page().offset(),
                                query.page().fetch())));
    }
}
