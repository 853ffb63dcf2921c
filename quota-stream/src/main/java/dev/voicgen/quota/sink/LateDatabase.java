package dev.voicgen.quota.sink;

import dev.voicgen.catalog.Database;
import dev.voicgen.platform.config.DatabaseSettings;
import org.jdbi.v3.core.Jdbi;

/**
 * Opens the database when it is first needed, and retries until it is there, so that admission does not wait for it.
 * Thread-safe; closing does not wait for an attempt to open it.
 */
public final class LateDatabase implements AutoCloseable {

    private final String name;
    private final DatabaseSettings settings;
    private final Object opening = new Object();
    private volatile Database opened;
    private volatile boolean closed;

    public LateDatabase(String name, DatabaseSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** @throws RuntimeException where it cannot be reached within half a minute, or is closed */
    Jdbi jdbi() {
        synchronized (opening) {
            if (opened == null) {
                opened = Database.open(name, settings);
            }
        }
        if (closed) {
            close();
            throw new IllegalStateException("closed");
        }
        return opened.jdbi();
    }

    @Override
    public void close() {
        closed = true;
        Database used = opened;
        if (used != null) {
            used.close();
        }
    }
}
