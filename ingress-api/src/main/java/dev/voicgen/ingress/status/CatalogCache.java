package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.reads.ContinueOn;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Reads posts from the catalog: anew, or, of what has ended, as it was up to a second ago, which is one read a second however
 * many ask. A running job is always read, so that a client that has just got a delivery about an audio finds it.
 *
 * <p>Nobody is told less than somebody was told before. Of two reads that overlapped nobody knows which saw more, so when
 * one ends, before anyone is told, what another has put here or is about to put here is dropped. Thread-safe.
 */
final class CatalogCache {

    static final Duration LIFETIME = Duration.ofSeconds(1);

    private static final long MAX_BYTES = 32L << 20;
    /** Of an entry with its key and everything but the segments, roughly. */
    private static final int ENTRY_BYTES = 1_024;

    private final Function<PostKey, CompletableFuture<AudioLookup>> catalog;
    private final Executor requestThreads;
    private final AsyncCache<PostKey, AudioLookup> held;

    /**
     * @param catalog completes in time; a failure is told to those who wait, and not kept
     * @param requestThreads where those go on who have waited
     */
    CatalogCache(Function<PostKey, CompletableFuture<AudioLookup>> catalog, Executor requestThreads, Ticker ticker) {
        this.catalog = catalog;
        this.requestThreads = requestThreads;
        this.held = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfterWrite(LIFETIME)
                .maximumWeight(MAX_BYTES)
                .weigher((PostKey post, AudioLookup found) -> bytesOf(found))
                .buildAsync();
    }

    /** As the catalog is now. */
    CompletableFuture<AudioLookup> now(PostKey post) {
        return read(post).thenApply(found -> {
            drop(post);
            return found;
        });
    }

    /** As the catalog is now, or was at most {@link #LIFETIME} ago, counted from the end of the read. */
    CompletableFuture<AudioLookup> lately(PostKey post) {
        CompletableFuture<AudioLookup> known = held.getIfPresent(post);
        return ContinueOn.threads(requestThreads, known != null ? known : joined(post));
    }

    /** To be called before somebody is told of the post what the catalog may not have said yet when it was last read. */
    void drop(PostKey post) {
        held.synchronous().invalidate(post);
    }

    /** The read that goes on, or one that begins now: after it is held, so that whatever is told from here on drops it. */
    private CompletableFuture<AudioLookup> joined(PostKey post) {
        CompletableFuture<AudioLookup> mine = new CompletableFuture<>();
        CompletableFuture<AudioLookup> others = held.asMap().putIfAbsent(post, mine);
        if (others != null) {
            return others;
        }
        var unused = read(post).whenComplete((found, failure) -> {
            if (!mayBeHeld(found) || held.getIfPresent(post) != mine) {
                drop(post);
            }
            if (failure == null) {
                mine.complete(found);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private static boolean mayBeHeld(AudioLookup lookup) {
        return lookup instanceof AudioLookup.Missing
                || (lookup instanceof AudioLookup.Found found && found.audio().hasEnded());
    }

    /** Fails too where the catalog throws: what never ends would be held for ever. */
    private CompletableFuture<AudioLookup> read(PostKey post) {
        return CompletableFuture.completedFuture(post).thenCompose(catalog);
    }

    private static int bytesOf(AudioLookup lookup) {
        return lookup instanceof AudioLookup.Found found && found.audio().segments() != null
                ? ENTRY_BYTES + found.audio().segments().length()
                : ENTRY_BYTES;
    }
}
