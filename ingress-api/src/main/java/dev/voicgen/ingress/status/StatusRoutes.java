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
        PostKey post = PostQuery.inPath(ctx, caller.site());
        return known.now(post).thenAccept(found -> answer(ctx, post, found));
    }

    /** {@code GET /v1/public/audio/status?domain=&post_id=&lang=en}. */
    public CompletableFuture<?> byDomain(Context ctx, SiteSnapshot site) {
        PostKey post = PostQuery.inQuery(ctx, site);
        return known.lately(post).thenAccept(found -> answer(ctx, post, found));
    }

    private void answer(Context ctx, PostKey post, AudioLookup.Found found) {
        CachedAnswer.write(ctx, AudioStatus.of(post, found.audio(), urls));
    }
}
