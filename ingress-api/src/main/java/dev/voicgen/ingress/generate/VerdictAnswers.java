package dev.voicgen.ingress.generate;

import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.Refusals;
import dev.voicgen.ingress.reads.Handover;
import dev.voicgen.ingress.status.AudioStatus;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.ingress.status.KnownAudio;
import dev.voicgen.platform.http.Answers;
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

    CompletableFuture<?> write(Context ctx, PostKey post, Optional<Verdict> verdict) {
        Verdict decided = verdict.orElse(null);
        if (decided instanceof Verdict.Queued queued) {
            return accepted(ctx, post, queued.jobId());
        }
        if (decided instanceof Verdict.InProgress job) {
            return job.started() ? inProgress(ctx, post, job.jobId()) : accepted(ctx, post, job.jobId());
        }
        if (decided instanceof Verdict.AlreadyReady ready) {
            known.ready(post);
            Answers.success(ctx, 200, EXISTS, exists(post, ready));
        } else {
            Answers.failure(ctx, Refusals.of(verdict));
        }
        return CompletableFuture.completedFuture(null);
    }

    /** A repeat of what waits is told the same as the first request. */
    private CompletableFuture<?> accepted(Context ctx, PostKey post, long jobId) {
        known.underWay(post, jobId, false);
        Answers.success(ctx, 202, QUEUED, underWay(post, jobId, "pending", 0));
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> inProgress(Context ctx, PostKey post, long jobId) {
        known.underWay(post, jobId, true);
        CompletableFuture<Integer> inTime =
                known.progressOf(post, jobId).completeOnTimeout(0, PROGRESS_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        return Handover.to(requestThreads, inTime)
                .thenAccept(progress ->
                        Answers.success(ctx, 202, IN_PROGRESS, underWay(post, jobId, "generating", progress)));
    }

    private static AudioStatus underWay(PostKey post, long jobId, String status, int progress) {
        return new AudioStatus(
                jobId, post.postId().value(), post.language().code(), status, progress, null, null, null, null);
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
                null);
    }
}
