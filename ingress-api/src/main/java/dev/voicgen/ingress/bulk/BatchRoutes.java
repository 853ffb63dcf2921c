package dev.voicgen.ingress.bulk;

import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.generate.SubmissionReader;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Page;
import dev.voicgen.platform.kafka.TopicProducer;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Batches: their uploads and how far they are. Uploads have a producer of their own, so that no single submission ever waits
 * behind their records. Thread-safe.
 *
 * <p>The catalog learns of an upload a moment after its answer. Until then the numbers come from the receipt. The items are
 * in the catalog alone, so a request waits up to a second if its page may still lack some of them: a client that is told of
 * no next page believes that it has seen all items.
 */
public final class BatchRoutes implements AutoCloseable {

    private static final int MAX_WAITS = 10;
    private static final Executor PAUSE = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final TopicProducer producer;
    private final UploadRoute upload;
    private final BatchCatalog catalog;
    private final RecentBatches recent = new RecentBatches();
    private final AudioUrls urls;

    public BatchRoutes(
            KafkaSettings kafka,
            SubmissionReader submissions,
            AdmissionClient admission,
            DatabaseReads reads,
            AudioUrls urls) {
        this.producer = TopicProducer.open("ingress-bulk", kafka, UploadLog.DEADLINE);
        this.catalog = new BatchCatalog(reads);
        this.upload = new UploadRoute(submissions, admission, producer, catalog, recent);
        this.urls = urls;
    }

    /**
     * An item as clients see it.
     *
     * @param index in the order of the upload, from 0
     * @param id of the job; null if the item was rejected
     * @param code why it failed or was rejected; null otherwise
     * @param audioUrl null until ready, as the duration is
     * @param contentChanged whether the audio is of another text than the item's
     */
    record ItemView(
            int index,
            String postId,
            String language,
            Long id,
            String status,
            String code,
            String message,
            String audioUrl,
            Integer durationSeconds,
            boolean contentChanged) {

        private static final Set<String> WITHOUT_AUDIO = Set.of("failed", "rejected");

        static ItemView of(BatchCatalog.Item row, AudioUrls urls) {
            boolean ready = "ready".equals(row.status()) && row.file() != null;
            return new ItemView(
                    row.index(),
                    row.postId(),
                    row.language(),
                    row.jobId(),
                    row.status(),
                    WITHOUT_AUDIO.contains(row.status()) ? row.code() : null,
                    row.message(),
                    ready ? urls.of(row.file()) : null,
                    ready ? row.durationSeconds() : null,
                    row.contentChanged());
        }
    }

    /** {@code POST /v1/audio/bulk?callback_url=}. */
    public CompletableFuture<?> upload(Context ctx, RouteGate.Caller caller) {
        return upload.handle(ctx, caller);
    }

    /** {@code GET /v1/audio/bulk/{batch_id}?limit=&cursor=&status=}. */
    public CompletableFuture<?> show(Context ctx, RouteGate.Caller caller) {
        BatchQuery query = BatchQuery.of(ctx, caller.site().siteId());
        Optional<RecentBatches.Receipt> receipt = recent.find(query.siteId(), query.batch());
        return catalog.find(query)
                .thenCompose(found -> mayLackItems(query, receipt, found)
                        ? awaitCatalog(query, receipt.get().items(), MAX_WAITS)
                                .thenCompose(awaited -> catalog.find(query))
                        : CompletableFuture.completedFuture(found))
                .thenAccept(found -> Envelope.success(ctx, 200, "OK", data(query, receipt, found)));
    }

    /** Waits some seconds for records that are being sent. */
    @Override
    public void close() {
        producer.close();
    }

    private static boolean mayLackItems(
            BatchQuery query, Optional<RecentBatches.Receipt> receipt, Optional<BatchCatalog.Whole> found) {
        int read = found.map(whole -> whole.items().size()).orElse(0);
        return isBehind(receipt, found) && read <= query.page().limit();
    }

    /** Completes when the catalog covers the upload, or after the last of {@code waits}. */
    private CompletableFuture<?> awaitCatalog(BatchQuery query, int items, int waits) {
        if (waits == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> {}, PAUSE)
                .thenCompose(paused -> catalog.covers(query, items))
                .thenCompose(covered ->
                        covered ? CompletableFuture.completedFuture(null) : awaitCatalog(query, items, waits - 1));
    }

    private static boolean isBehind(Optional<RecentBatches.Receipt> receipt, Optional<BatchCatalog.Whole> found) {
        return receipt.isPresent()
                && found.filter(whole -> whole.batch().covers(receipt.get().items()))
                        .isEmpty();
    }

    /** The receipt's numbers count until the catalog covers them. */
    private Map<String, Object> data(
            BatchQuery query, Optional<RecentBatches.Receipt> receipt, Optional<BatchCatalog.Whole> found) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("batch_id", query.batch().value());
        if (isBehind(receipt, found)) {
            addReceipt(receipt.get(), data);
        } else {
            addCounts(found.orElseThrow(BatchQuery::unknown), data);
        }
        data.putAll(page(query.page(), found));
        return data;
    }

    private static void addReceipt(RecentBatches.Receipt receipt, Map<String, Object> data) {
        data.put("complete", receipt.complete());
        data.put("closed", true);
        data.put("items_total", receipt.items());
        data.put("counts", receipt.counts());
    }

    private static void addCounts(BatchCatalog.Whole whole, Map<String, Object> data) {
        data.put("complete", Boolean.TRUE.equals(whole.batch().complete()));
        data.put("closed", whole.batch().closed());
        data.put("items_total", whole.counts().items());
        data.put("counts", whole.counts());
    }

    private Map<String, Object> page(Page page, Optional<BatchCatalog.Whole> found) {
        List<ItemView> items = found.map(BatchCatalog.Whole::items).orElse(List.of()).stream()
                .map(row -> ItemView.of(row, urls))
                .toList();
        return page.data(items, item -> item.index() + 1L);
    }
}
