package dev.voicgen.ingress.status;

import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.Caller;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;

/** How far a post's audio is, for the key holder and for readers. Thread-safe. */
public final class StatusRoutes {

    private final KnownAudio known;
    private final AudioUrls urls;

    public StatusRoutes(KnownAudio known, AudioUrls urls) {
        this.known = known;
        this.urls = urls;
    }

    /** {@code GET /v1/audio/{post_id}/status?language=en}. */
    public CompletableFuture<?> byKey(Context ctx, Caller caller) {
        return answer(ctx, PostQuery.inPath(ctx, caller.site()));
    }

    /** {@code GET /v1/public/audio/status?domain=&post_id=&lang=en}. */
    public CompletableFuture<?> byDomain(Context ctx, SiteSnapshot site) {
        return answer(ctx, PostQuery.inQuery(ctx, site));
    }

    /** The progress of a job that goes on, in per cent; 0 where nothing else is known of it. */
    public CompletableFuture<Integer> progressOf(PostKey post, long jobId) {
        return known.row(post)
                .handle((audio, unknown) -> audio != null && audio.jobId() == jobId ? audio.progressPercent() : 0);
    }

    private CompletableFuture<?> answer(Context ctx, PostKey post) {
        return known.row(post).thenAccept(audio -> CachedAnswer.write(ctx, AudioStatus.of(post, audio, urls)));
    }
}
