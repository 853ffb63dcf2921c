package dev.voicgen.worker.batch;

import dev.voicgen.worker.outcome.Callbacks;
import dev.voicgen.worker.webhook.BatchNotice;
import dev.voicgen.worker.webhook.BatchNotice.Counts;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the batches whose upload and items have ended. Looks for them instead of being told by whoever ends the last
 * item, which several may believe of themselves, or none. Any number of workers may look at the same time.
 */
final class BatchCompletion {

    private static final Logger log = LoggerFactory.getLogger(BatchCompletion.class);

    /** The mark and the deliveries are one transaction, so each batch is completed, and told so, once. */
    private static final String COMPLETE = """
            with ended as materialized (
                select id from batch
                where closed_at is not null and completed_at is null
                  and not exists (select from batch_item where batch_id = batch.id and outcome is null)
                limit :most
                for update skip locked)
            update batch set completed_at = now() where id in (select id from ended)
            returning id, site_id, callback_url, items, complete, completed_at
            """;

    private static final String COUNT = """
            select count(*) filter (where outcome = 'ready') as ready,
                   count(*) filter (where outcome = 'failed') as failed,
                   count(*) filter (where outcome = 'rejected') as rejected
            from batch_item where batch_id = :batch
            """;

    private static final int AT_ONCE = 20;

    private final Jdbi jdbi;
    private final Callbacks callbacks;

    private record Ended(
            String id, long siteId, String callbackUrl, int items, boolean complete, Instant completedAt) {}

    BatchCompletion(Jdbi jdbi, Callbacks callbacks) {
        this.jdbi = jdbi;
        this.callbacks = callbacks;
    }

    /** Completes some of those that can be; a later call goes on. */
    void completeEnded() {
        List<Ended> completed = jdbi.inTransaction(handle -> {
            List<Ended> ended = handle.createQuery(COMPLETE)
                    .bind("most", AT_ONCE)
                    .map(ConstructorMapper.of(Ended.class))
                    .list();
            ended.forEach(batch -> tell(handle, batch));
            return ended;
        });
        if (!completed.isEmpty()) {
            callbacks.committed();
            completed.forEach(batch -> log.info(
                    "site={} batch={} items={} complete={} completed",
                    batch.siteId(),
                    batch.id(),
                    batch.items(),
                    batch.complete()));
        }
    }

    private void tell(Handle handle, Ended batch) {
        if (batch.callbackUrl() == null) {
            return;
        }
        Counts counts = handle.createQuery(COUNT)
                .bind("batch", batch.id())
                .map(ConstructorMapper.of(Counts.class))
                .one();
        callbacks.completed(
                handle,
                batch.callbackUrl(),
                BatchNotice.completed(
                        batch.id(), batch.siteId(), batch.completedAt(), batch.items(), counts, batch.complete()));
    }
}
