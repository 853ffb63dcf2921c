package dev.voicgen.ingress.bulk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * The batches this instance lately gave receipts for. The catalog learns of them a moment later; until then a poll must
 * not be told that there is no such batch. Thread-safe.
 */
final class RecentBatches {

    /** Far longer than the catalog is ever behind while somebody writes it. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_BATCHES = 10_000;

    private final Cache<Key, BatchReceipt> receipts = Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_BATCHES)
            .build();

    private record Key(long siteId, String batchId) {}

    void remember(long siteId, BatchReceipt receipt) {
        receipts.put(new Key(siteId, receipt.batchId()), receipt);
    }

    Optional<BatchReceipt> find(long siteId, BatchId batch) {
        return Optional.ofNullable(receipts.getIfPresent(new Key(siteId, batch.value())));
    }
}
