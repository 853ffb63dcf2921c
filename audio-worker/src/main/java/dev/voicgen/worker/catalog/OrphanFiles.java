package dev.voicgen.worker.catalog;

import dev.voicgen.worker.store.AudioName;
import dev.voicgen.worker.store.AudioStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of deleted posts from the store. Equal audio has one name, so a file that another post has as well
 * stays. Thread-safe; several workers may do so at the same time.
 */
final class OrphanFiles {

    private static final Logger log = LoggerFactory.getLogger(OrphanFiles.class);
    private static final int AT_ONCE = 100;
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final AudioStore store;
    private final OrphanFileTable table;

    OrphanFiles(Jdbi jdbi, AudioStore store) {
        this.jdbi = jdbi;
        this.store = store;
        this.table = jdbi.onDemand(OrphanFileTable.class);
    }

    /** Removes due files. A file that cannot be removed now is tried again a minute later and does not block the others. */
    void remove() {
        for (String file : table.due(AT_ONCE)) {
            try {
                jdbi.useTransaction(handle -> remove(handle.attach(OrphanFileTable.class), file));
            } catch (UncheckedIOException e) {
                log.warn("file={} of a deleted post cannot be removed now, trying again: {}", file, e.toString());
                table.postpone(file, RETRY_AFTER);
            }
        }
    }

    private void remove(OrphanFileTable files, String file) {
        Optional<AudioName> name = AudioName.parse(file);
        if (name.isPresent()) {
            files.lock(file);
            if (!files.isInUse(file)) {
                delete(name.get());
            }
        }
        files.delete(file);
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
