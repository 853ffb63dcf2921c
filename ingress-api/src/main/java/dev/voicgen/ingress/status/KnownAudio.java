package dev.voicgen.ingress.status;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import java.util.concurrent.CompletableFuture;

/**
 * What is known of a post's audio: what the catalog says under what this instance has lately told clients. Thread-safe.
 */
public final class KnownAudio {

    private final AudioCatalog catalog;
    private final RecentAdmissions recent;

    /** An audio that exists or is under way. */
    record Known(AudioRow audio, AudioDetails details) {}

    public KnownAudio(AudioCatalog catalog, RecentAdmissions recent) {
        this.catalog = catalog;
        this.recent = recent;
    }

    /** How far it is; fails with 404 or 503. */
    CompletableFuture<AudioRow> row(PostKey post) {
        return catalog.find(post).thenApply(lookup -> found(post, lookup));
    }

    /** All of it; fails with 404 or 503. */
    CompletableFuture<Known> whole(PostKey post) {
        return catalog.findDetails(post).thenApply(read -> new Known(found(post, read.lookup()), read.details()));
    }

    private AudioRow found(PostKey post, AudioLookup inCatalog) {
        AudioLookup lookup = recent.over(post, inCatalog);
        if (lookup instanceof AudioLookup.Found found) {
            return found.audio();
        }
        throw new FailedRequest(
                lookup instanceof AudioLookup.Missing
                        ? Failure.of(404, "not_found", "There is no audio of this post in this language.")
                        : DatabaseReads.unavailable());
    }
}
