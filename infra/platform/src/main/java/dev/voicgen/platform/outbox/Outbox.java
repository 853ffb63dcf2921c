package dev.voicgen.platform.outbox;

import dev.voicgen.contracts.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Records that must reach a topic because a transaction committed, written in that transaction. The rows wait in a table
 * of the service that owns them until an {@link OutboxRelay} has seen them acknowledged; a record may be appended twice,
 * so its reader must not mind.
 */
public final class Outbox {

    /** For so long a fresh row is its writer's to publish. */
    private static final Duration WRITERS_OWN = Duration.ofSeconds(2);

    private final String table;

    /** A record as it will be appended, and its row. */
    public record Row(long id, String topic, byte[] recordKey, byte[] recordValue) {}

    /** @param table with the columns of {@code key_outbox} */
    public Outbox(String table) {
        this.table = table;
    }

    /** Notes one record in the transaction of {@code handle}. Answers its row, to be published after the commit. */
    public <K, V> Row add(Handle handle, Topic<K, V> topic, K key, V value) {
        byte[] recordKey = topic.keys().serializer().serialize(topic.name(), key);
        byte[] recordValue = topic.values().serializer().serialize(topic.name(), value);
        return new Row(
                insert(handle, topic.name(), recordKey, recordValue, WRITERS_OWN),
                topic.name(),
                recordKey,
                recordValue);
    }

    /** Notes one record in the transaction of {@code handle}, which a relay appends once {@code wait} has passed. */
    public void addLater(Handle handle, String topic, byte[] key, byte[] value, Duration wait) {
        insert(handle, topic, key, value, wait);
    }

    private long insert(Handle handle, String topic, byte[] key, byte[] value, Duration wait) {
        return handle.createQuery("insert into <table> (topic, record_key, record_value, due_at) "
                        + "values (:topic, :key, :value, now() + :wait) returning id")
                .define("table", table)
                .bind("topic", topic)
                .bind("key", key)
                .bind("value", value)
                .bind("wait", wait)
                .mapTo(long.class)
                .one();
    }

    /** Takes up to {@code limit} rows that are due, the longest due first, and nobody else does for the time of {@code lease}. */
    List<Row> claim(Jdbi jdbi, int limit, Duration lease) {
        return jdbi
                .withHandle(handle -> handle.createQuery("""
                                update <table> set due_at = now() + :lease
                                where id in (select id from <table> where due_at <= now()
                                             order by due_at limit :limit for update skip locked)
                                returning id, topic, record_key, record_value""")
                        .define("table", table)
                        .bind("lease", lease)
                        .bind("limit", limit)
                        .map(ConstructorMapper.of(Row.class))
                        .list())
                .stream()
                .sorted(Comparator.comparingLong(Row::id))
                .toList();
    }

    /** Removes rows whose records are on their topics. */
    void remove(Jdbi jdbi, Collection<Row> rows) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from <table> where id = any(:ids)")
                .define("table", table)
                .bindArray("ids", Long.class, rows.stream().map(Row::id).toList())
                .execute());
    }

    String table() {
        return table;
    }
}
