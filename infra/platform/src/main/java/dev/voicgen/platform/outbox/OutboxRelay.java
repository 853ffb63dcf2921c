package dev.voicgen.platform.outbox;

import dev.voicgen.platform.kafka.TopicProducer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries outbox rows to Kafka and deletes them once acknowledged. Whoever wrote rows publishes them himself right after
 * his commit; a background thread takes up those whose writer died or failed, and those that were to wait. Nothing of the
 * database is held while Kafka answers: a claim is a lease. Any number of relays may share a table. Thread-safe.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    /** Some articles at a time are held in memory, not hundreds. */
    private static final int BATCH = 20;

    private static final Duration SWEEP = Duration.ofMillis(250);
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final TopicProducer producer;
    private final Duration deadline;
    private final ScheduledExecutorService sweeper;

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
     * Publishes {@code rows} after the commit of their transaction. When it returns true each of them is on its topic;
     * where false they are carried on in the background.
     */
    public boolean publish(List<Outbox.Row> rows) {
        try {
            carry(rows);
            return true;
        } catch (RuntimeException e) {
            log.warn("outbox={} rows={} not published yet, going on in the background", outbox.table(), rows.size(), e);
            return false;
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    private void sweep() {
        try {
            List<Outbox.Row> due;
            do {
                due = outbox.claim(jdbi, BATCH, deadline.plus(LEASE_MARGIN));
                carry(due);
            } while (due.size() == BATCH);
        } catch (RuntimeException e) {
            log.warn("outbox={} cannot be carried to Kafka now, trying again: {}", outbox.table(), e.getMessage());
        }
    }

    private void carry(List<Outbox.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<CompletableFuture<RecordMetadata>> sent = rows.stream()
                .map(row -> producer.sendBytes(row.topic(), row.recordKey(), row.recordValue()))
                .toList();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        try {
            outbox.remove(jdbi, rows);
        } catch (JdbiException e) {
            log.warn(
                    "outbox={} rows={} are published and will be once more: {}",
                    outbox.table(),
                    rows.size(),
                    e.getMessage());
        }
    }
}
