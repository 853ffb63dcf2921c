package dev.voicgen.worker.batch;

import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.batch.BatchEvent.Admitted;
import dev.voicgen.contracts.batch.BatchEvent.Closed;
import dev.voicgen.contracts.batch.BatchEvent.ItemAdmitted;
import dev.voicgen.contracts.batch.BatchEvent.ItemRejected;
import dev.voicgen.contracts.batch.BatchEvent.Opened;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.worker.catalog.EventLedger;
import dev.voicgen.worker.outcome.Callbacks;
import dev.voicgen.worker.outcome.JobEnds;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Notes batches and their items, and completes those that have nothing open any more. */
public final class BatchLedger implements EventLedger<BatchEvent> {

    /** Every job of a transaction holds one of the database's locks, of which there are some thousands. */
    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final Callbacks callbacks;
    private final BatchCompletion completion;

    public BatchLedger(Jdbi jdbi, Callbacks callbacks) {
        this.jdbi = jdbi;
        this.callbacks = callbacks;
        this.completion = new BatchCompletion(jdbi, callbacks);
    }

    @Override
    public boolean isWhole(BatchEvent event) {
        if (event.batchId() == null || event.at() == null) {
            return false;
        }
        return !(event instanceof ItemAdmitted item) || isWhole(item);
    }

    private static boolean isWhole(ItemAdmitted item) {
        PostKey post = item.post();
        return item.outcome() != null && post != null && post.postId() != null && post.language() != null;
    }

    /** In several transactions, each of which keeps the order. */
    @Override
    public void write(List<BatchEvent> events) {
        for (int from = 0; from < events.size(); from += AT_ONCE) {
            List<BatchEvent> some = events.subList(from, Math.min(events.size(), from + AT_ONCE));
            jdbi.useTransaction(handle -> {
                JobEnds.lock(handle, jobs(some));
                some.forEach(event -> write(handle, event));
            });
        }
    }

    @Override
    public void settle() {
        completion.completeEnded();
    }

    private static List<Long> jobs(List<BatchEvent> events) {
        return events.stream()
                .filter(ItemAdmitted.class::isInstance)
                .map(event -> ((ItemAdmitted) event).jobId())
                .toList();
    }

    private void write(Handle handle, BatchEvent event) {
        if (event instanceof Opened opened) {
            BatchRows.open(handle, opened);
        } else if (event instanceof ItemAdmitted item) {
            admit(handle, item);
        } else if (event instanceof ItemRejected item) {
            BatchRows.reject(handle, item);
        } else if (event instanceof Closed closed) {
            BatchRows.close(handle, closed);
        }
    }

    /** Where the item's job has ended before, nobody else will tell the batch. */
    private void admit(Handle handle, ItemAdmitted item) {
        String known = item.outcome() == Admitted.READY ? "ready" : null;
        boolean ended = BatchRows.admit(handle, item, known);
        if (ended) {
            BatchRows.callbackUrl(handle, item.batchId())
                    .ifPresent(url -> JobEnds.find(handle, item.jobId())
                            .ifPresent(end -> callbacks.ended(handle, url, item.post(), end)));
        }
    }
}
