package dev.voicgen.ingress.bulk;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.BatchClosed;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.generate.SubmissionReader;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.RequestBody;
import dev.voicgen.platform.kafka.TopicProducer;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes uploads in and tells what has become of them. Thread-safe. */
final class UploadRoute {

    /** From the end of the upload to the count of its items: admission may have all of them before it. */
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(25);

    private static final Duration BUSY_RETRY = Duration.ofSeconds(5);

    private final ItemJudge judge;
    private final AdmissionClient admission;
    private final TopicProducer producer;
    private final BatchCatalog catalog;
    private final RecentBatches recent;
    private final Slots slots = new Slots();

    /** @param digest of the body; null: it did not come whole */
    private record Received(UploadEnd ending, String digest) {}

    UploadRoute(
            SubmissionReader submissions,
            AdmissionClient admission,
            TopicProducer producer,
            BatchCatalog catalog,
            RecentBatches recent) {
        this.judge = new ItemJudge(submissions, Clock.systemUTC());
        this.admission = admission;
        this.producer = producer;
        this.catalog = catalog;
        this.recent = recent;
    }

    CompletableFuture<?> handle(Context ctx, RouteGate.Caller caller) {
        long siteId = caller.site().siteId();
        UploadRequest request = UploadRequest.of(ctx, siteId);
        Upload upload = new Upload(request.batch(), caller, judge, new UploadLog(producer, siteId));
        Received received = receive(ctx, request, upload);
        if (upload.items() == 0) {
            throw new FailedRequest(upload.failure());
        }
        return close(upload, received.digest())
                .thenApply(verdict -> counted(upload, received, verdict))
                .thenCompose(counted -> receipt(request, upload, received, counted))
                .thenAccept(receipt -> write(ctx, upload, receipt));
    }

    private Received receive(Context ctx, UploadRequest request, Upload upload) {
        if (!slots.take(upload.siteId())) {
            throw new FailedRequest(
                    ApiError.unavailable("too_many_uploads", "Too many uploads are going on now.", BUSY_RETRY));
        }
        try {
            UploadBody body = new UploadBody(RequestBody.stream(ctx));
            UploadEnd ending = request.lines()
                    ? upload.run(new ItemReader.Lines(body), request.callbackUrl())
                    : runDocument(request, upload, body);
            return new Received(ending, ending == UploadEnd.COMPLETE ? body.digest() : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw abandoned(upload, e);
        } finally {
            slots.free(upload.siteId());
        }
    }

    /** Read twice: `callback_url` may come behind the items, and must be known before the first item is admitted. */
    private static UploadEnd runDocument(UploadRequest request, Upload upload, UploadBody body) throws IOException {
        try (SpooledBody spooled = SpooledBody.of(body)) {
            JsonDocument survey = new JsonDocument(spooled.read());
            survey.readToEnd();
            return upload.run(new JsonDocument(spooled.read()), request.callbackUrlWith(survey.callbackUrl()));
        }
    }

    /** What is on the log already must not look like an upload that still goes on. */
    private RuntimeException abandoned(Upload upload, RuntimeException cause) {
        if (upload.items() == 0) {
            return cause;
        }
        var unused = close(upload, null);
        return cause instanceof FailedRequest failed
                ? new FailedRequest(failed.error()
                        .withData(Map.of("batch_id", upload.batch().value())))
                : cause;
    }

    /** @param digest null: the upload did not come whole */
    private CompletableFuture<Optional<Verdict>> close(Upload upload, String digest) {
        return admission.ask(
                (requestId, admitBy) -> new BatchClosed(
                        requestId, upload.siteId(), upload.batch().value(), upload.items(), digest != null, digest),
                COUNTED_WITHIN);
    }

    /** @throws FailedRequest where the batch was not counted, or another upload has completed it */
    private static Verdict.BatchCounted counted(Upload upload, Received received, Optional<Verdict> verdict) {
        Map<String, String> batch = Map.of("batch_id", upload.batch().value());
        if (verdict.orElse(null) instanceof Verdict.Refused) {
            // Admission does not know a batch that it has refused. Its only reason is the key, which may have been
            // revoked since.
            throw new FailedRequest(ApiRefusals.of(RefusalReason.INVALID_KEY, null));
        }
        if (!(verdict.orElse(null) instanceof Verdict.BatchCounted counted)) {
            throw new FailedRequest(ApiRefusals.admissionUnavailable().withData(batch));
        }
        if (received.digest() != null
                && counted.digest() != null
                && !counted.digest().equals(received.digest())) {
            throw new FailedRequest(
                    ApiError.of(422, "idempotency_key_reused", "The Idempotency-Key was used for another body before.")
                            .withData(batch));
        }
        return counted;
    }

    /** An upload that is sent again is told how far its items are now, if the catalog says so. */
    private CompletableFuture<RecentBatches.Receipt> receipt(
            UploadRequest request, Upload upload, Received received, Verdict.BatchCounted counted) {
        int items = counted.tally().items();
        BatchCatalog.Counts atItsEnd = BatchCatalog.Counts.of(counted.tally());
        CompletableFuture<Optional<BatchCatalog.Counts>> now = request.repeatable()
                ? catalog.counts(upload.siteId(), upload.batch())
                : CompletableFuture.completedFuture(Optional.empty());
        return now.thenApply(counts -> new RecentBatches.Receipt(
                upload.batch().value(),
                items,
                counts.filter(known -> known.items() >= items).orElse(atItsEnd),
                received.ending() == UploadEnd.COMPLETE));
    }

    private void write(Context ctx, Upload upload, RecentBatches.Receipt receipt) {
        recent.remember(upload.siteId(), receipt);
        if (receipt.complete()) {
            Envelope.success(ctx, 202, "Batch accepted", receipt);
        } else {
            Envelope.failure(ctx, upload.failure().withData(receipt));
        }
    }

    /** Bounds the uploads that go on at once, of one site and of all: each holds a thread. Thread-safe. */
    private static final class Slots {

        private static final int MAX = 32;
        private static final int MAX_OF_SITE = 4;

        private final Map<Long, Integer> bySite = new HashMap<>();
        private int taken;

        /** Whether there is room for one more upload of the site; then it is taken. */
        synchronized boolean take(long siteId) {
            if (taken == MAX || bySite.getOrDefault(siteId, 0) == MAX_OF_SITE) {
                return false;
            }
            taken++;
            bySite.merge(siteId, 1, Integer::sum);
            return true;
        }

        synchronized void free(long siteId) {
            taken--;
            bySite.computeIfPresent(siteId, (site, count) -> count == 1 ? null : count - 1);
        }
    }
}
