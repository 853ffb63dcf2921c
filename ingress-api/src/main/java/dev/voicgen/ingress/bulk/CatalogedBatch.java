package dev.voicgen.ingress.bulk;

import java.util.List;

/**
 * What the catalog knows of a batch.
 *
 * @param items one page of them, and one more where there is a next page
 */
record CatalogedBatch(BatchRow batch, BatchCounts counts, List<ItemRow> items) {

    /** Whether it knows all that is told in a receipt. */
    boolean covers(BatchReceipt receipt) {
        return batch.closed() && counts.items() >= receipt.items();
    }
}
