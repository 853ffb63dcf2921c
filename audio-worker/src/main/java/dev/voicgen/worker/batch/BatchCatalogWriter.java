package dev.voicgen.worker.batch;

import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.worker.catalog.CatalogFollower;
import dev.voicgen.worker.job.JobOutcomeTable;
import dev.voicgen.worker.job.OutcomeDeliveries;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Writes batches and their items from {@code batch.events}, and completes the batches that have no open item. */
public final class BatchCatalogWriter implements CatalogFollower.Writer<BatchEvent> {

    /** Every job of a transaction takes an advisory lock, and the database has room for some thousands. */
    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final OutcomeDeliveries deliveries;
    private final BatchCompletion completion;

    public BatchCatalogWriter(Jdbi jdbi, OutcomeDeliveries deliveries) {
        this.jdbi = jdbi;
        this.deliveries = deliveries;
        this.completion = new BatchCompletion(jdbi, deliveries);
    }

    /** Writes in several transactions, each of which keeps the order. */
    @Override
    public void write(List<BatchEvent> events) {
        for (int from = 0; from < events.size(); from += AT_ONCE) {
            List<BatchEvent> some = events.subList(from, Math.min(events.size(), from + AT_ONCE));
            jdbi.useTransaction(handle -> {
                JobOutcomeTable outcomes = handle.attach(JobOutcomeTable.class);
                BatchTable batches = handle.attach(BatchTable.class);
                outcomes.lock(jobs(some));
                some.forEach(event -> write(handle, batches, outcomes, event));
            });
        }
    }

    @Override
    public void settle() {
        completion.completeEnded();
    }

    private static List<Long> jobs(List<BatchEvent> events) {
        return events.stream()
                .filter(BatchEvent.ItemAdmitted.class::isInstance)
                .map(event -> ((BatchEvent.ItemAdmitted) event).jobId())
                .toList();
    }

    private void write(Handle handle, BatchTable batches, JobOutcomeTable outcomes, BatchEvent event) {
        if (event instanceof BatchEvent.Opened opened) {
            batches.open(opened);
        } else if (event instanceof BatchEvent.ItemAdmitted item) {
            admit(handle, batches, outcomes, item);
        } else if (event instanceof BatchEvent.ItemRejected item) {
            batches.reject(item);
        } else if (event instanceof BatchEvent.Closed closed) {
            batches.close(closed);
        }
    }

    /** Where the job has ended before, its end did not know of this item. So the delivery to the batch's URL is added here. */
    private void admit(Handle handle, BatchTable batches, JobOutcomeTable outcomes, BatchEvent.ItemAdmitted item) {
        String known = item.outcome() == BatchEvent.Admitted.READY ? "ready" : null;
        boolean ended = batches.admit(item, known).orElse(false);
        if (ended) {
            batches.callbackUrl(item.batchId())
                    .ifPresent(url -> outcomes.find(item.jobId())
                            .ifPresent(outcome -> deliveries.ended(handle, url, item.post(), outcome)));
        }
    }
}
