package dev.voicgen.ingress.generate;

import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.reads.ContinueOn;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.ingress.status.AudioViews;
import dev.voicgen.ingress.status.KnownAudio;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.JsonBody;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** {@code POST /v1/audio/generate}: asks admission about an article and answers what was decided. Thread-safe. */
public final class GenerateRoute {

    private static final String QUEUED = "Audio generation queued";
    private static final String IN_PROGRESS = "Audio generation already in progress";
    private static final String EXISTS = "Audio already exists";
    /** The progress is a courtesy: without the catalog a submission is answered all the same. */
    private static final Duration PROGRESS_WAIT = Duration.ofMillis(300);

    private final SubmissionReader submissions;
    private final AdmissionClient admission;
    private final KnownAudio known;
    private final AudioUrls urls;
    private final Executor requestThreads;

    /** @param requestThreads where answers are written for which no progress came in time */
    public GenerateRoute(
            SubmissionReader submissions,
            AdmissionClient admission,
            KnownAudio known,
            AudioUrls urls,
            Executor requestThreads) {
        this.submissions = submissions;
        this.admission = admission;
        this.known = known;
        this.urls = urls;
        this.requestThreads = requestThreads;
    }

    public CompletableFuture<?> handle(Context ctx, RouteGate.Caller caller) {
        SubmissionReader.Submission submission = submissions.read(JsonBody.read(ctx), caller.site());
        long siteId = caller.site().siteId();
        // The article itself is not kept while the verdict is awaited.
        KnownAudio.Request request = KnownAudio.Request.of(siteId, submission.article());
        return admission
                .ask(siteId, caller.key().hash(), submission.regenerate(), submission.article())
                .thenCompose(verdict -> answer(ctx, request, verdict));
    }

    private CompletableFuture<?> answer(Context ctx, KnownAudio.Request request, Optional<Verdict> verdict) {
        PostKey post = request.post();
        Verdict decided = verdict.orElse(null);
        if (decided instanceof Verdict.InProgress job) {
            return answerRepeated(ctx, request, job);
        }
        if (decided instanceof Verdict.Queued queued) {
            known.queued(request, queued.jobId(), queued.requestedAt());
            Envelope.success(ctx, 202, QUEUED, AudioViews.Status.queued(post, queued.jobId()));
        } else if (decided instanceof Verdict.AlreadyReady ready) {
            known.ready(post);
            Envelope.success(ctx, 200, EXISTS, AudioViews.Status.ready(post, ready, urls));
        } else {
            Envelope.failure(ctx, ApiRefusals.of(verdict));
        }
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Answers a repeated submission. If the job still waits, the answer is that of the first submission. In any case it says
     * what becomes of the text if it is another one.
     */
    private CompletableFuture<?> answerRepeated(Context ctx, KnownAudio.Request request, Verdict.InProgress job) {
        PostKey post = request.post();
        if (job.nextJobId() == null) {
            known.underWay(post, job.jobId(), job.started());
        } else {
            known.queuedNext(request, job.jobId(), job.started(), job.nextJobId());
        }
        if (!job.started()) {
            Envelope.success(ctx, 202, QUEUED, AudioViews.Status.running(post, job, 0));
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Integer> inTime = known.progressOf(post, job.jobId())
                .completeOnTimeout(0, PROGRESS_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        return ContinueOn.threads(requestThreads, inTime)
                .thenAccept(progress ->
                        Envelope.success(ctx, 202, IN_PROGRESS, AudioViews.Status.running(post, job, progress)));
    }
}
