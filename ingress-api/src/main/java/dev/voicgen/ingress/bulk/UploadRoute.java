package dev.voicgen.ingress.bulk;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.BatchClosed;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.access.Refusals;
import dev.voicgen.ingress.admission.Admission;
import dev.voicgen.ingress.generate.SubmissionReader;
import dev.voicgen.platform.http.Answers;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import dev.voicgen.platform.http.RequestBody;
import dev.voicgen.platform.kafka.TopicProducer;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes uploads in and tells what has become of them. Thread-safe. */
final class UploadRoute {

    /** From the end of the upload to the count of its items: admission may have all of them before it. */
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(25);

    private static final Duration BUSY_RETRY = Duration.ofSeconds(5);

    private final ItemJudge judge;
    private final Admission admission;
    private final TopicProducer producer;
    private final RecentBatches recent;
    private final UploadSlots slots = new UploadSlots();

    UploadRoute(SubmissionReader submissions, Admission admission, TopicProducer producer, RecentBatches recent) {
        this.judge = new ItemJudge(submissions, Clock.systemUTC());
        this.admission = admission;
        this.producer = producer;
        this.recent = recent;
    }

    CompletableFuture<?> handle(Context ctx, Caller caller) {
        long siteId = caller.site().siteId();
        UploadRequest request = UploadRequest.of(ctx, siteId);
        Upload upload = new Upload(request.batch(), caller, judge, new UploadLog(producer, siteId));
        Ending ending = receive(ctx, request, upload);
        if (upload.items() == 0) {
            throw new FailedRequest(upload.failure());
        }
        return close(upload, ending == Ending.COMPLETE).thenAccept(verdict -> write(ctx, upload, ending, verdict));
    }

    private Ending receive(Context ctx, UploadRequest request, Upload upload) {
        if (!slots.take(upload.siteId())) {
            throw new FailedRequest(
                    Failure.unavailable("too_many_uploads", "Too many uploads are going on now.", BUSY_RETRY));
        }
        try {
            UploadInput body = new UploadInput(RequestBody.stream(ctx));
            return request.lines()
                    ? upload.run(new JsonLines(body), request.callbackUrl())
                    : runDocument(request, upload, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw abandoned(upload, e);
        } finally {
            slots.free(upload.siteId());
        }
    }

    /** Read twice: where to call back may stand behind the items, and must be known before the first one is let in. */
    private static Ending runDocument(UploadRequest request, Upload upload, UploadInput body) throws IOException {
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
        var unused = close(upload, false);
        return cause instanceof FailedRequest failed
                ? new FailedRequest(failed.failure()
                        .withData(Map.of("batch_id", upload.batch().value())))
                : cause;
    }

    private CompletableFuture<Optional<Verdict>> close(Upload upload, boolean complete) {
        return admission.ask(
                (requestId, admitBy) -> new BatchClosed(
                        requestId, upload.siteId(), upload.batch().value(), upload.items(), complete),
                COUNTED_WITHIN);
    }

    private void write(Context ctx, Upload upload, Ending ending, Optional<Verdict> verdict) {
        if (verdict.orElse(null) instanceof Verdict.Refused) {
            // A batch is unknown where it was not let in: for the key alone, which may have died on the way.
            throw new FailedRequest(Refusals.of(RefusalReason.INVALID_KEY, null));
        }
        if (!(verdict.orElse(null) instanceof Verdict.BatchCounted counted)) {
            throw new FailedRequest(Refusals.admissionUnavailable()
                    .withData(Map.of("batch_id", upload.batch().value())));
        }
        BatchReceipt receipt = new BatchReceipt(
                upload.batch().value(),
                counted.tally().items(),
                BatchCounts.of(counted.tally()),
                ending == Ending.COMPLETE);
        recent.remember(upload.siteId(), receipt);
        if (receipt.complete()) {
            Answers.success(ctx, 202, "Batch accepted", receipt);
        } else {
            Answers.failure(ctx, upload.failure().withData(receipt));
        }
    }
}
