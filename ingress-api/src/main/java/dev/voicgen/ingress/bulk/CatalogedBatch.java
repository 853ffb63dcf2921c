package dev.voicgen.ingress.bulk;

import java.util.List;

/**
 * What the catalog knows of a batch.
 *
 * @param items one page of them, and one more where there is a next page
 */
record CatalogedBatch(BatchRow batch, BatchCounts counts, List<ItemRow> items) {}
