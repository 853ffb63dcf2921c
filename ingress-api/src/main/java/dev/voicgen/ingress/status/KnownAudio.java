package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What is known of a post's audio: what the catalog says under what this instance has lately told clients. Thread-safe.
 */
public final class KnownAudio {

    private final CatalogCache catalog;
    private final RecentAdmissions recent = new RecentAdmissions();

    /** @param requestThreads where those go on who have waited for what others asked */
    public KnownAudio(AudioCatalog catalog, Executor requestThreads) {
        this(new CatalogCache(catalog::find, requestThreads, Ticker.systemTicker()));
    }

    KnownAudio(CatalogCache catalog) {
        this.catalog = catalog;
    }

    /** An audio that exists or is under way, as it is now; fails with 404 or 503. */
    CompletableFuture<AudioLookup.Found> now(PostKey post) {
        return catalog.now(post).thenApply(lookup -> found(post, lookup));
    }

    /** As {@link #now}, or as it was a second ago; never older than what this instance has told of it. */
    CompletableFuture<AudioLookup.Found> lately(PostKey post) {
        return catalog.lately(post).thenApply(lookup -> found(post, lookup));
    }

    /** Of a row that the catalog has listed; it is told to the client. */
    AudioLookup listed(PostKey post, AudioLookup.Found row) {
        catalog.drop(post);
        return recent.over(post, row);
    }

    /** The progress of a job that goes on, in per cent; 0 where nothing else is known of it. */
    public CompletableFuture<Integer> progressOf(PostKey post, long jobId) {
        return now(post)
                .handle((found, unknown) -> found != null && found.audio().jobId() == jobId
                        ? found.audio().progressPercent()
                        : 0);
    }

    /**
     * To be called before a client is told of the job that it has queued.
     *
     * @param at when it was requested; null: not known
     */
    public void queued(RequestedAudio request, long jobId, Instant at) {
        recent.remember(request.post(), jobId, request.details(at));
        catalog.drop(request.post());
    }

    /**
     * To be called before a client is told that its text is made when a job that goes on has ended.
     *
     * @param started whether a worker has taken up the job that goes on
     * @param nextJobId of the job that makes the text
     */
    public void queuedNext(RequestedAudio request, long jobId, boolean started, long nextJobId) {
        recent.rememberNext(request.post(), jobId, started, nextJobId, request.details(null));
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

    private AudioLookup.Found found(PostKey post, AudioLookup inCatalog) {
        AudioLookup lookup = recent.over(post, inCatalog);
        if (lookup instanceof AudioLookup.Found found) {
            return found;
        }
        throw new FailedRequest(
                lookup instanceof AudioLookup.Missing
                        ? ApiError.of(404, "not_found", "There is no audio of this post in this language.")
                        : DatabaseReads.unavailable());
    }
}
