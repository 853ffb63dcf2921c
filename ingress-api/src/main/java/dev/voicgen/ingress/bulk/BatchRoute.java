package dev.voicgen.ingress.bulk;

import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells how far a batch is. The catalog learns of an upload a moment after its answer, so a poll that comes in between waits
 * for it. Thread-safe.
 */
final class BatchRoute {

    private static final int MAX_READS = 10;
    private static final Executor PAUSE = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final BatchCatalog catalog;
    private final RecentBatches recent;
    private final AudioUrls urls;

    BatchRoute(BatchCatalog catalog, RecentBatches recent, AudioUrls urls) {
        this.catalog = catalog;
        this.recent = recent;
        this.urls = urls;
    }

    CompletableFuture<?> handle(Context ctx, Caller caller) {
        BatchQuery query = BatchQuery.of(ctx, caller.site().siteId());
        Optional<BatchReceipt> receipt = recent.find(query.siteId(), query.batch());
        return caughtUp(query, receipt, MAX_READS)
                .thenCompose(awaited -> catalog.find(query))
                .thenAccept(found -> Envelope.success(ctx, 200, "OK", data(query, receipt, found)));
    }

    /** Complete when the catalog has caught up with the upload, or after the last of {@code reads}. */
    private CompletableFuture<?> caughtUp(BatchQuery query, Optional<BatchReceipt> receipt, int reads) {
        if (receipt.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return catalog.upload(query)
                .thenCompose(found -> reads == 1 || !isBehind(found, receipt)
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.runAsync(() -> {}, PAUSE)
                                .thenCompose(paused -> caughtUp(query, receipt, reads - 1)));
    }

    private static boolean isBehind(Optional<BatchRow> found, Optional<BatchReceipt> receipt) {
        return receipt.isPresent()
                && found.filter(batch -> batch.covers(receipt.get())).isEmpty();
    }

    private Map<String, Object> data(BatchQuery query, Optional<BatchReceipt> receipt, Optional<CatalogedBatch> found) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("batch_id", query.batch().value());
        if (isBehind(found.map(CatalogedBatch::batch), receipt)) {
            told(receipt.get(), data);
        } else {
            cataloged(found.orElseThrow(BatchQuery::unknown), data);
        }
        data.putAll(page(query, found));
        return data;
    }

    /** What the client has been told already holds until the catalog has caught up with it. */
    private static void told(BatchReceipt receipt, Map<String, Object> data) {
        data.put("complete", receipt.complete());
        data.put("closed", true);
        data.put("items_total", receipt.items());
        data.put("counts", receipt.counts());
    }

    private static void cataloged(CatalogedBatch batch, Map<String, Object> data) {
        data.put("complete", Boolean.TRUE.equals(batch.batch().complete()));
        data.put("closed", batch.batch().closed());
        data.put("items_total", batch.counts().items());
        data.put("counts", batch.counts());
    }

    private Map<String, Object> page(BatchQuery query, Optional<CatalogedBatch> found) {
        List<ItemStatus> items = found.map(CatalogedBatch::items).orElse(List.of()).stream()
                .map(row -> ItemStatus.of(row, urls))
                .toList();
        return query.page().data(items, item -> item.index() + 1L);
    }
}
