package dev.voicgen.quota.sink;

import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** Where counters of one kind are kept. */
public interface CounterTable<V> {

    /**
     * Writes each of {@code newest} over what the table has of it, unless that is newer: the same counters may come again,
     * and older ones after newer ones.
     */
    void write(Handle handle, Collection<V> newest);
}
