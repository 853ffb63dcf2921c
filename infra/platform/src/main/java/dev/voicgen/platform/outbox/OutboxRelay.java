package dev.voicgen.platform.outbox;

import dev.voicgen.platform.kafka.TopicProducer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries outbox rows to Kafka and deletes them once acknowledged. Whoever wrote rows publishes them himself right after
 * his commit; a background thread takes up those whose writer died or failed. Any number of relays may share a table: a
 * row is locked while it is carried. Thread-safe.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 200;
    /** Leaves fresh rows to their writer. */
    private static final Duration ORPHANED_AFTER = Duration.ofSeconds(2);

    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final TopicProducer producer;
    private final Duration deadline;
    private final ScheduledExecutorService sweeper;

    private record Row(long id, String topic, byte[] recordKey, byte[] recordValue) {}

    private OutboxRelay(Jdbi jdbi, Outbox outbox, TopicProducer producer, Duration deadline) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.producer = producer;
        this.deadline = deadline;
        this.sweeper = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, outbox.table() + "-relay"));
    }

    /**
     * Starts the background thread.
     *
     * @param deadline how long one batch may wait for its acknowledgements
     */
    public static OutboxRelay start(Jdbi jdbi, Outbox outbox, TopicProducer producer, Duration deadline) {
        OutboxRelay relay = new OutboxRelay(jdbi, outbox, producer, deadline);
        var unused = relay.sweeper.scheduleWithFixedDelay(
                relay::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        return relay;
    }

    /**
     * Publishes the rows with {@code ids}, in that order of ids. When it returns true each of them is on its topic,
     * whether this call or another one put it there; where false they are carried on in the background.
     */
    public boolean publish(Collection<Long> ids) {
        try {
            jdbi.useTransaction(handle -> carry(
                    handle,
                    handle.createQuery("select id, topic, record_key, record_value from <table> "
                                    + "where id = any(:ids) order by id for update")
                            .define("table", outbox.table())
                            .bindArray("ids", Long.class, ids)
                            .map(ConstructorMapper.of(Row.class))
                            .list()));
            return true;
        } catch (RuntimeException e) {
            log.warn("outbox={} rows={} not published yet, going on in the background", outbox.table(), ids.size(), e);
            return false;
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    private void sweep() {
        try {
            int carried;
            do {
                carried = jdbi.inTransaction(this::carryOrphans);
            } while (carried == BATCH);
        } catch (RuntimeException e) {
            log.warn("outbox={} cannot be carried to Kafka now, trying again: {}", outbox.table(), e.getMessage());
        }
    }

    private int carryOrphans(Handle handle) {
        List<Row> rows = handle.createQuery("select id, topic, record_key, record_value from <table> "
                        + "where created_at < now() - :age order by id limit :batch for update skip locked")
                .define("table", outbox.table())
                .bind("age", ORPHANED_AFTER)
                .bind("batch", BATCH)
                .map(ConstructorMapper.of(Row.class))
                .list();
        carry(handle, rows);
        return rows.size();
    }

    private void carry(Handle handle, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<CompletableFuture<RecordMetadata>> sent = rows.stream()
                .map(row -> producer.sendBytes(row.topic(), row.recordKey(), row.recordValue()))
                .toList();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        handle.createUpdate("delete from <table> where id = any(:ids)")
                .define("table", outbox.table())
                .bindArray("ids", Long.class, rows.stream().map(Row::id).toList())
                .execute();
    }
}
