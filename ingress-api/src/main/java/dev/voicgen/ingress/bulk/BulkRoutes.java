package dev.voicgen.ingress.bulk;

import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.generate.SubmissionReader;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;

/**
 * Batches: their uploads and how far they are. Uploads have a producer of their own, so that no single submission ever
 * stands behind their records. Thread-safe.
 */
public final class BulkRoutes implements AutoCloseable {

    private final TopicProducer producer;
    private final UploadRoute upload;
    private final BatchRoute batch;

    public BulkRoutes(
            KafkaSettings kafka,
            SubmissionReader submissions,
            AdmissionClient admission,
            DatabaseReads reads,
            AudioUrls urls) {
        RecentBatches recent = new RecentBatches();
        this.producer = TopicProducer.open("ingress-bulk", kafka, UploadLog.DEADLINE);
        BatchCatalog catalog = new BatchCatalog(reads);
        this.upload = new UploadRoute(submissions, admission, producer, catalog, recent);
        this.batch = new BatchRoute(catalog, recent, urls);
    }

    /** {@code POST /v1/audio/bulk?callback_url=}. */
    public CompletableFuture<?> upload(Context ctx, Caller caller) {
        return upload.handle(ctx, caller);
    }

    /** {@code GET /v1/audio/bulk/{batch_id}?limit=&cursor=&status=}. */
    public CompletableFuture<?> batch(Context ctx, Caller caller) {
        return batch.handle(ctx, caller);
    }

    /** Waits some seconds for what is under way. */
    @Override
    public void close() {
        producer.close();
    }
}
