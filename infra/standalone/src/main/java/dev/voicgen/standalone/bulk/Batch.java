package dev.voicgen.standalone.bulk;

import java.util.List;

/**
 * Articles that are sent in one request. They are read anew each time, so none is held in memory.
 *
 * @param files those that any of them are in
 * @param places of each of them
 * @param skip lines at the start of the first file that belong to the batch before
 * @param idempotencyKey made from the content: what is sent again is the same batch
 */
record Batch(List<ArticleFile> files, int skip, List<Place> places, ArticleLines.Wish wish, String idempotencyKey) {

    int items() {
        return places.size();
    }

    /** The NDJSON, line by line. */
    Iterable<byte[]> lines() {
        return () -> new BatchLines(this);
    }
}
