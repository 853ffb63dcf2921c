package dev.voicgen.ingress.status;

import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Reads of a catalog that end when and as a test says. */
final class BegunReads implements Function<PostKey, CompletableFuture<AudioLookup>> {

    private final List<CompletableFuture<AudioLookup>> begun = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<AudioLookup> apply(PostKey post) {
        CompletableFuture<AudioLookup> read = new CompletableFuture<>();
        begun.add(read);
        return read;
    }

    int count() {
        return begun.size();
    }

    /** @param index from 0, in the order in which the reads began */
    void end(int index, AudioLookup found) {
        begun.get(index).complete(found);
    }

    void fail(int index) {
        begun.get(index).completeExceptionally(new IllegalStateException("broken"));
    }

    static AudioLookup.Found pending(long jobId) {
        return row(jobId, "pending", 0, null, null);
    }

    static AudioLookup.Found generating(long jobId, int progress) {
        return row(jobId, "generating", progress, null, null);
    }

    /** Its file is {@code jobId.mp3}. */
    static AudioLookup.Found ready(long jobId) {
        return ready(jobId, "[]");
    }

    static AudioLookup.Found ready(long jobId, String segments) {
        return row(jobId, "ready", 100, jobId + ".mp3", segments);
    }

    private static AudioLookup.Found row(long jobId, String status, int progress, String file, String segments) {
        return new AudioLookup.Found(new CatalogAudio(
                new PostId("p"),
                Language.ENGLISH,
                jobId,
                status,
                progress,
                null,
                null,
                1L,
                "x",
                null,
                null,
                null,
                null,
                file,
                file == null ? null : 142,
                1L,
                segments));
    }
}
