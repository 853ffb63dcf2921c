package dev.voicgen.ingress.bulk;

import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.platform.http.Answers;
import dev.voicgen.platform.http.ListPage;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tells how far a batch is. Thread-safe. */
final class BatchRoute {

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
        return catalog.find(query).thenAccept(found -> Answers.success(ctx, 200, "OK", data(query, found)));
    }

    private Map<String, Object> data(BatchQuery query, Optional<CatalogedBatch> found) {
        Optional<BatchReceipt> receipt = recent.find(query.siteId(), query.batch());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("batch_id", query.batch().value());
        if (receipt.isPresent()
                && !found.filter(batch -> batch.covers(receipt.get())).isPresent()) {
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
        return ListPage.of(query.slice(), items, item -> item.index() + 1L);
    }
}
