package dev.voicgen.platform.outbox;

import dev.voicgen.contracts.topic.Topic;
import org.jdbi.v3.core.Handle;

/**
 * Records that must reach a topic because a transaction committed, written in that transaction. The rows wait in a table
 * of the service that owns them until an {@link OutboxRelay} has seen them acknowledged; a record may be appended twice,
 * so its reader must not mind.
 */
public final class Outbox {

    private final String table;

    /** @param table with the columns of {@code key_outbox} */
    public Outbox(String table) {
        this.table = table;
    }

    /** Notes one record in the transaction of {@code handle}. Answers the row's id, to be published after the commit. */
    public <K, V> long add(Handle handle, Topic<K, V> topic, K key, V value) {
        return handle.createQuery("insert into <table> (topic, record_key, record_value) "
                        + "values (:topic, :key, :value) returning id")
                .define("table", table)
                .bind("topic", topic.name())
                .bind("key", topic.keys().serializer().serialize(topic.name(), key))
                .bind("value", topic.values().serializer().serialize(topic.name(), value))
                .mapTo(long.class)
                .one();
    }

    String table() {
        return table;
    }
}
