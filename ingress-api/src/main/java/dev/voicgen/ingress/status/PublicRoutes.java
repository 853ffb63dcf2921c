package dev.voicgen.ingress.status;

import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.voices.Voices;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What readers hear and read along. Thread-safe. */
public final class PublicRoutes {

    private final KnownAudio known;
    private final Supplier<Voices> voices;
    private final AudioUrls urls;

    public PublicRoutes(KnownAudio known, Supplier<Voices> voices, AudioUrls urls) {
        this.known = known;
        this.voices = voices;
        this.urls = urls;
    }

    /** {@code GET /v1/public/audio?domain=&post_id=&lang=en}. */
    public CompletableFuture<?> audio(Context ctx, SiteSnapshot site) {
        PostKey post = PostQuery.inQuery(ctx, site);
        return known.lately(post)
                .thenAccept(found -> CachedAnswer.write(ctx, PublicAudio.of(post, found, voiceOf(found), urls)));
    }

    private CatalogVoice voiceOf(AudioLookup.Found found) {
        Long finished = found.details().finishedVoiceId();
        return voices.get()
                .byId(finished != null ? finished : found.details().voiceId())
                .orElse(null);
    }
}
