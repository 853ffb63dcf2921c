package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.platform.http.FailedRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What is known of a post's audio: what the catalog says under what this instance has lately told clients. Thread-safe.
 */
public final class KnownAudio {

    private final CatalogCache catalog;
    private final RecentAdmissions recent = new RecentAdmissions();

    /** An article that a client wants to be heard, without its text. */
    public record Request(PostKey post, String title, String url, long voiceId, String contentHash) {

        public static Request of(long siteId, Article article) {
            return new Request(
                    new PostKey(siteId, article.postId(), article.language()),
                    article.title(),
                    article.url(),
                    article.voiceId(),
                    article.contentHash());
        }
    }

    /** @param requestThreads where those go on who have waited for what others asked */
    public KnownAudio(AudioCatalog catalog, Executor requestThreads) {
        this(new CatalogCache(catalog::find, requestThreads, Ticker.systemTicker()));
    }

    KnownAudio(CatalogCache catalog) {
        this.catalog = catalog;
    }

    /** An audio that exists or is being made, as it is now; fails with 404 or 503. */
    CompletableFuture<CatalogAudio> now(PostKey post) {
        return catalog.now(post).thenApply(lookup -> found(post, lookup));
    }

    /** As {@link #now}, or as it was a second ago; never older than what this instance has told of it. */
    CompletableFuture<CatalogAudio> lately(PostKey post) {
        return catalog.lately(post).thenApply(lookup -> found(post, lookup));
    }

    /**
     * An audio by what the caller has just read from the catalog.
     *
     * @throws FailedRequest with 404 or 503
     */
    CatalogAudio read(PostKey post, AudioLookup lookup) {
        catalog.drop(post);
        return found(post, lookup);
    }

    /** The audio of a row that the catalog has listed; empty if it was deleted a moment ago. */
    Optional<CatalogAudio> listed(PostKey post, CatalogAudio row) {
        catalog.drop(post);
        return recent.over(post, new AudioLookup.Found(row)) instanceof AudioLookup.Found found
                ? Optional.of(found.audio())
                : Optional.empty();
    }

    /** The progress of a job that goes on, in per cent; 0 where nothing else is known of it. */
    public CompletableFuture<Integer> progressOf(PostKey post, long jobId) {
        return now(post)
                .handle((found, unknown) -> found != null && found.jobId() == jobId ? found.progressPercent() : 0);
    }

    /**
     * To be called before a client is told of the job that it has queued.
     *
     * @param at when it was requested; null: not known
     */
    public void queued(Request request, long jobId, Instant at) {
        recent.remember(request, jobId, at);
        catalog.drop(request.post());
    }

    /**
     * To be called before a client is told that its text is made when a job that goes on has ended.
     *
     * @param started whether a worker has taken up the job that goes on
     * @param nextJobId of the job that makes the text
     */
    public void queuedNext(Request request, long jobId, boolean started, long nextJobId) {
        recent.rememberNext(request, jobId, started, nextJobId);
        catalog.drop(request.post());
    }

    /**
     * To be called before a client is told that a job goes on.
     *
     * @param started whether a worker has taken it up
     */
    public void underWay(PostKey post, long jobId, boolean started) {
        recent.remember(post, jobId, started);
        catalog.drop(post);
    }

    /** To be called before a client is told by admission that there is an audio. */
    public void ready(PostKey post) {
        catalog.drop(post);
    }

    /** To be called before a client is told that the audio which {@code jobId} had made is deleted. */
    void deleted(PostKey post, long jobId) {
        recent.forget(post, jobId);
    }

    private CatalogAudio found(PostKey post, AudioLookup inCatalog) {
        AudioLookup lookup = recent.over(post, inCatalog);
        if (lookup instanceof AudioLookup.Found found) {
            return found.audio();
        }
        throw new FailedRequest(
                lookup instanceof AudioLookup.Missing
                        ? ApiRefusals.of(RefusalReason.NOT_FOUND, null)
                        : DatabaseReads.unavailable());
    }
}
