package dev.voicgen.ingress.bulk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * The receipts that this instance gave lately. The catalog learns of a batch a moment after its receipt; until then a poll
 * is answered from the receipt. Thread-safe.
 */
final class RecentBatches {

    /** Far longer than the catalog is ever behind while audio-worker runs. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_BATCHES = 10_000;

    private final Cache<Key, Receipt> receipts = Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_BATCHES)
            .build();

    private record Key(long siteId, String batchId) {}

    /**
     * The answer to an upload.
     *
     * @param items of the batch, with those of earlier uploads of it
     * @param complete whether the upload came whole
     */
    record Receipt(String batchId, int items, BatchCatalog.Counts counts, boolean complete) {}

    void remember(long siteId, Receipt receipt) {
        receipts.put(new Key(siteId, receipt.batchId()), receipt);
    }

    Optional<Receipt> find(long siteId, BatchId batch) {
        return Optional.ofNullable(receipts.getIfPresent(new Key(siteId, batch.value())));
    }
}
