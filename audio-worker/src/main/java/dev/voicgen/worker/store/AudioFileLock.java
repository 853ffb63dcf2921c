package dev.voicgen.worker.store;

import org.jdbi.v3.core.Handle;

/**
 * Keeps who gives a row its file and who removes a file that no row has from doing so at the same time: in between the one
 * would give a row a file that the other is removing.
 */
public final class AudioFileLock {

    private AudioFileLock() {}

    /** Waits for {@code name} and has it until the end of the transaction. */
    public static void take(Handle handle, AudioName name) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:file, 0))) locked")
                .bind("file", name.value())
                .mapTo(int.class)
                .one();
    }
}
