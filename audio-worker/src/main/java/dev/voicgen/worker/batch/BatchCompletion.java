package dev.voicgen.worker.batch;

import dev.voicgen.worker.job.OutcomeDeliveries;
import dev.voicgen.worker.webhook.WebhookMessage;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the batches whose upload and items have ended. It looks for them, because the transaction that ends an item
 * cannot know whether that item is the last one. Any number of workers may look at the same time.
 */
final class BatchCompletion {

    private static final Logger log = LoggerFactory.getLogger(BatchCompletion.class);
    private static final int AT_ONCE = 20;

    private final Jdbi jdbi;
    private final OutcomeDeliveries deliveries;

    BatchCompletion(Jdbi jdbi, OutcomeDeliveries deliveries) {
        this.jdbi = jdbi;
        this.deliveries = deliveries;
    }

    /** Completes some of the batches that can be completed; the next call continues. */
    void completeEnded() {
        List<BatchTable.Completed> completed = jdbi.inTransaction(handle -> {
            BatchTable table = handle.attach(BatchTable.class);
            List<BatchTable.Completed> ended = table.complete(AT_ONCE);
            ended.forEach(batch -> addDelivery(handle, table, batch));
            return ended;
        });
        if (!completed.isEmpty()) {
            deliveries.committed();
            completed.forEach(batch -> log.info(
                    "site={} batch={} items={} complete={} completed",
                    batch.siteId(),
                    batch.id(),
                    batch.items(),
                    batch.complete()));
        }
    }

    private void addDelivery(Handle handle, BatchTable table, BatchTable.Completed batch) {
        if (batch.callbackUrl() != null) {
            WebhookMessage.BatchCompleted message = WebhookMessage.BatchCompleted.of(
                    batch.id(),
                    batch.siteId(),
                    batch.completedAt(),
                    batch.items(),
                    table.counts(batch.id()),
                    batch.complete());
            deliveries.completed(handle, batch.callbackUrl(), message);
        }
    }
}
