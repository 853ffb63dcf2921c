package dev.voicgen.worker.catalog;

import java.util.List;
import org.jdbi.v3.core.JdbiException;

/** What becomes of a topic's events in the database. For one thread. */
public interface EventLedger<E> {

    /** Whether all is there that {@link #write} needs. */
    boolean isWhole(E event);

    /**
     * Writes these events in this order, in one or several transactions. Harmless to repeat: after a failure, which may
     * have left the first of them written, all of them come again.
     *
     * @throws JdbiException where the database is away or refuses one of them
     */
    void write(List<E> events);

    /** Is called after every look at the topic, several times in a few seconds, for what follows from what is written. */
    void settle();
}
