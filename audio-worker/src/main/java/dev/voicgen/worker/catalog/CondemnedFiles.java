package dev.voicgen.worker.catalog;

import dev.voicgen.worker.store.AudioFileLock;
import dev.voicgen.worker.store.AudioName;
import dev.voicgen.worker.store.AudioStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of deleted posts from the store. A file that another post has as well stays: equal audio has one name.
 * Thread-safe; several workers may do so at the same time.
 */
final class CondemnedFiles {

    private static final Logger log = LoggerFactory.getLogger(CondemnedFiles.class);
    private static final int AT_ONCE = 100;
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final AudioStore store;

    CondemnedFiles(Jdbi jdbi, AudioStore store) {
        this.jdbi = jdbi;
        this.store = store;
    }

    /** Removes what can be; what cannot lets the others pass and is tried again later. */
    void remove() {
        List<String> files = jdbi.withHandle(handle -> handle.createQuery(
                        "select file from condemned_file where due_at <= now() order by due_at limit :most")
                .bind("most", AT_ONCE)
                .mapTo(String.class)
                .list());
        for (String file : files) {
            try {
                jdbi.useTransaction(handle -> remove(handle, file));
            } catch (UncheckedIOException e) {
                log.warn("file={} of a deleted post cannot be removed now, trying again: {}", file, e.toString());
                postpone(file);
            }
        }
    }

    private void postpone(String file) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update condemned_file set due_at = now() + :wait where file = :file")
                        .bind("wait", RETRY_AFTER)
                        .bind("file", file)
                        .execute());
    }

    private void remove(Handle handle, String file) {
        Optional<AudioName> name = AudioName.parse(file);
        if (name.isPresent()) {
            AudioFileLock.take(handle, name.get());
            if (!isPlayed(handle, file)) {
                delete(name.get());
            }
        }
        handle.createUpdate("delete from condemned_file where file = :file")
                .bind("file", file)
                .execute();
    }

    private static boolean isPlayed(Handle handle, String file) {
        return handle.createQuery("select exists (select from audio where file = :file)")
                .bind("file", file)
                .mapTo(boolean.class)
                .one();
    }

    private void delete(AudioName name) {
        try {
            store.delete(name);
            log.info("file={} removed with its last post", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
