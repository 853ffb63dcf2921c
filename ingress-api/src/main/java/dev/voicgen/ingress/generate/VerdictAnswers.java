package dev.voicgen.ingress.generate;

import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.reads.ContinueOn;
import dev.voicgen.ingress.status.AudioStatus;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.ingress.status.KnownAudio;
import dev.voicgen.ingress.status.RequestedAudio;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Tells a client what admission has decided. Thread-safe. */
public final class VerdictAnswers {

    private static final String QUEUED = "Audio generation queued";
    private static final String IN_PROGRESS = "Audio generation already in progress";
    private static final String EXISTS = "Audio already exists";
    /** The progress is a courtesy: without the catalog a submission is answered all the same. */
    private static final Duration PROGRESS_WAIT = Duration.ofMillis(300);

    private final KnownAudio known;
    private final AudioUrls urls;
    private final Executor requestThreads;

    /** @param requestThreads where those are answered who were told no progress in time */
    public VerdictAnswers(KnownAudio known, AudioUrls urls, Executor requestThreads) {
        this.known = known;
        this.urls = urls;
        this.requestThreads = requestThreads;
    }

    CompletableFuture<?> write(Context ctx, RequestedAudio request, Optional<Verdict> verdict) {
        Verdict decided = verdict.orElse(null);
        if (decided instanceof Verdict.Queued queued) {
            known.queued(request, queued.jobId(), queued.requestedAt());
            return accepted(ctx, underWay(request.post(), queued.jobId(), "pending", 0, null, null));
        }
        if (decided instanceof Verdict.InProgress job) {
            return repeated(ctx, request, job);
        }
        if (decided instanceof Verdict.AlreadyReady ready) {
            known.ready(request.post());
            Envelope.success(ctx, 200, EXISTS, exists(request.post(), ready));
        } else {
            Envelope.failure(ctx, ApiRefusals.of(verdict));
        }
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<?> accepted(Context ctx, AudioStatus job) {
        Envelope.success(ctx, 202, QUEUED, job);
        return CompletableFuture.completedFuture(null);
    }

    /** A repeat of what waits is told the same as the first request, and both what becomes of a text that is another. */
    private CompletableFuture<?> repeated(Context ctx, RequestedAudio request, Verdict.InProgress job) {
        PostKey post = request.post();
        if (job.nextJobId() == null) {
            known.underWay(post, job.jobId(), job.started());
        } else {
            known.queuedNext(request, job.jobId(), job.started(), job.nextJobId());
        }
        if (!job.started()) {
            return accepted(ctx, underWay(post, job.jobId(), "pending", 0, job.contentChanged(), job.nextJobId()));
        }
        CompletableFuture<Integer> inTime = known.progressOf(post, job.jobId())
                .completeOnTimeout(0, PROGRESS_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        return ContinueOn.threads(requestThreads, inTime)
                .thenAccept(progress -> Envelope.success(
                        ctx,
                        202,
                        IN_PROGRESS,
                        underWay(post, job.jobId(), "generating", progress, job.contentChanged(), job.nextJobId())));
    }

    private static AudioStatus underWay(
            PostKey post, long jobId, String status, int progress, Boolean contentChanged, Long nextId) {
        return new AudioStatus(
                jobId,
                post.postId().value(),
                post.language().code(),
                status,
                progress,
                null,
                null,
                contentChanged,
                nextId == null ? null : true,
                nextId,
                null);
    }

    private AudioStatus exists(PostKey post, Verdict.AlreadyReady ready) {
        return new AudioStatus(
                ready.jobId(),
                post.postId().value(),
                post.language().code(),
                "ready",
                100,
                urls.of(ready.audio().file()),
                ready.audio().durationSeconds(),
                ready.contentChanged(),
                null,
                null,
                null);
    }
}
