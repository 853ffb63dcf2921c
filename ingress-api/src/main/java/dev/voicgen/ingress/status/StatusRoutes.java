package dev.voicgen.ingress.status;

import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.Caller;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How far a post's audio is, for the key holder and for readers. Thread-safe. */
public final class StatusRoutes {

    private static final Duration CATALOG_RETRY = Duration.ofSeconds(2);

    private final AudioCatalog catalog;
    private final RecentAdmissions recent;
    private final AudioUrls urls;

    public StatusRoutes(AudioCatalog catalog, RecentAdmissions recent, AudioUrls urls) {
        this.catalog = catalog;
        this.recent = recent;
        this.urls = urls;
    }

    /** {@code GET /v1/audio/{post_id}/status?language=en}. */
    public CompletableFuture<?> byKey(Context ctx, Caller caller) {
        return answer(ctx, caller.site(), ctx.pathParam("post_id"), "language");
    }

    /** {@code GET /v1/public/audio/status?domain=&post_id=&lang=en}. */
    public CompletableFuture<?> byDomain(Context ctx, SiteSnapshot site) {
        return answer(ctx, site, ctx.queryParam("post_id"), "lang");
    }

    /** The progress of a job that goes on, in per cent; 0 where the catalog does not tell soon. */
    public CompletableFuture<Integer> progressOf(PostKey post, long jobId) {
        return catalog.find(post)
                .thenApply(lookup -> lookup instanceof AudioLookup.Found found
                                && found.audio().jobId() == jobId
                        ? found.audio().progressPercent()
                        : 0);
    }

    private CompletableFuture<?> answer(Context ctx, SiteSnapshot site, String postId, String languageField) {
        PostKey post = post(site, postId, languageField, ctx.queryParam(languageField));
        return catalog.find(post).thenAccept(lookup -> write(ctx, post, recent.over(post, lookup)));
    }

    private void write(Context ctx, PostKey post, AudioLookup lookup) {
        if (lookup instanceof AudioLookup.Found found) {
            CachedAnswer.write(ctx, AudioStatus.of(post, found.audio(), urls));
            return;
        }
        throw new FailedRequest(
                lookup instanceof AudioLookup.Missing
                        ? Failure.of(404, "not_found", "There is no audio of this post in this language.")
                        : Failure.unavailable("catalog_unavailable", "The status cannot be read now.", CATALOG_RETRY));
    }

    private static PostKey post(SiteSnapshot site, String postId, String languageField, String language) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        Optional<PostId> post = PostId.parse(postId);
        if (post.isEmpty()) {
            errors.put(
                    "post_id",
                    List.of(
                            postId == null || postId.isBlank()
                                    ? "The post id field is required."
                                    : "The post id field must be 1 to 191 printable characters without a slash."));
        }
        Optional<Language> spoken = language == null ? Optional.of(Language.ENGLISH) : Language.parse(language);
        if (spoken.isEmpty()) {
            errors.put(languageField, List.of("The selected " + languageField + " is invalid."));
        }
        if (!errors.isEmpty()) {
            throw new FailedRequest(Failure.invalid(errors));
        }
        return new PostKey(site.siteId(), post.get(), spoken.get());
    }
}
