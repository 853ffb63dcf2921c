package dev.voicgen.standalone.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Articles that are sent in one request. Each pass reads the files again, so no article is held in memory.
 *
 * @param files those that any of them are in
 * @param places of each of them
 * @param skip lines at the start of the first file that belong to the batch before
 * @param idempotencyKey made from the content: what is sent again is the same batch
 */
record Batch(
        List<ArticleFile> files,
        int skip,
        List<ArticleLines.Place> places,
        ArticleLines.Wish wish,
        String idempotencyKey) {

    int items() {
        return places.size();
    }

    /** The NDJSON, line by line. */
    Iterable<byte[]> lines() {
        return () -> new Lines(this);
    }

    /** The lines of a batch, file after file. Has one file open at a time. For one thread. */
    private static final class Lines implements Iterator<byte[]> {

        private final Iterator<ArticleFile> files;
        private final ArticleLines.Wish wish;
        private ArticleLines open;
        private int left;

        Lines(Batch batch) {
            this.files = batch.files().iterator();
            this.wish = batch.wish();
            this.left = batch.skip() + batch.items();
            for (int skipped = 0; skipped < batch.skip(); skipped++) {
                next();
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        /** @throws UncheckedIOException where a file cannot be read or has become shorter */
        @Override
        public byte[] next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            try {
                byte[] line = read();
                left--;
                if (left == 0) {
                    open.close();
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] read() throws IOException {
            while (true) {
                if (open == null) {
                    if (!files.hasNext()) {
                        throw new IOException("a file has become shorter while it was sent");
                    }
                    open = files.next().open(wish);
                }
                Optional<byte[]> line = open.next();
                if (line.isPresent()) {
                    return line.get();
                }
                open.close();
                open = null;
            }
        }
    }
}
