package dev.voicgen.worker.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one record after the other, while it is its turn. A polling thread owns the consumer and renews the record's lock, a
 * second thread works on the record. A share consumer fetches no new record while it renews, so every slot has its own consumer.
 */
final class JobSlot {

    private static final Logger log = LoggerFactory.getLogger(JobSlot.class);
    /**
     * Short, because a poll fetches the end of a transaction like a record, returns nothing, and fetches no more: jobs would wait
     * for the rest of a long poll.
     */
    private static final Duration POLL = Duration.ofMillis(20);

    /** For an idle slot: eight idle slots would otherwise poll four hundred times a second. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(160);

    private static final Duration TAKE_BACK_LIMIT = Duration.ofMillis(500);
    private static final Duration TURN_POLL = Duration.ofMillis(50);
    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);
    private static final Duration ACKNOWLEDGE_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    /** One iteration of the loop takes a third of a lock at most, and brokers allow locks of a minute by default. */
    private static final Duration TURN_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final Supplier<ShareConsumer<byte[], byte[]>> join;
    private final BooleanSupplier turn;
    private final JobExecutor executor;
    private final JobMetrics metrics;
    private final ExecutorService work;
    private final Thread poller;
    /** The right to take records; ends when the worker stops. */
    private final RecordLease taking = new RecordLease();

    private volatile RecordLease current;
    private volatile long lastTurn = System.nanoTime();

    private JobSlot(
            String name,
            Supplier<ShareConsumer<byte[], byte[]>> join,
            BooleanSupplier turn,
            JobExecutor executor,
            JobMetrics metrics) {
        this.name = name;
        this.join = join;
        this.turn = turn;
        this.executor = executor;
        this.metrics = metrics;
        this.work = Executors.newSingleThreadExecutor(task -> new Thread(task, name + "-work"));
        this.poller = new Thread(this::run, name);
    }

    /**
     * Starts taking records.
     *
     * @param join makes a subscribed member of the group
     * @param turn whether the slot may take a record now; called many times a second
     */
    static JobSlot start(
            String name,
            Supplier<ShareConsumer<byte[], byte[]>> join,
            BooleanSupplier turn,
            JobExecutor executor,
            JobMetrics metrics) {
        JobSlot slot = new JobSlot(name, join, turn, executor, metrics);
        slot.poller.start();
        return slot;
    }

    /** Whether the slot works or waits for work. */
    boolean isAlive() {
        return poller.isAlive() && System.nanoTime() - lastTurn < TURN_LIMIT.toNanos();
    }

    boolean isBusy() {
        return current != null;
    }

    /** Takes no further record. */
    void stopTaking() {
        taking.end(RecordLease.End.STOPPING);
    }

    /** Waits until the current record is processed; false where that takes longer than {@code limit}. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        poller.join(Math.max(1, limit.toMillis()));
        return !poller.isAlive();
    }

    /** Stops the work on the current record and releases it. */
    void giveUp() {
        RecordLease lease = current;
        if (lease != null) {
            lease.end(RecordLease.End.STOPPING);
        }
    }

    private void run() {
        while (!taking.isOver()) {
            if (!isTurnWithin(TURN_LIMIT.dividedBy(2))) {
                continue;
            }
            try (Membership membership = new Membership(join.get())) {
                membership.takeRecords();
            } catch (RuntimeException e) {
                log.warn("slot={} lost its membership, joining again: {}", name, e.toString());
                pause(RECONNECT_PAUSE);
            }
        }
        work.shutdown();
    }

    /** Waits for the slot's turn; false where it did not come within {@code limit}, or the worker stops. */
    private boolean isTurnWithin(Duration limit) {
        lastTurn = System.nanoTime();
        long end = lastTurn + limit.toNanos();
        while (!taking.isOver() && !turn.getAsBoolean() && System.nanoTime() - end < 0) {
            pause(TURN_POLL);
        }
        return !taking.isOver() && turn.getAsBoolean();
    }

    private void pause(Duration duration) {
        try {
            taking.pause(duration);
        } catch (RecordLease.Lost stopping) {
            log.debug("slot={} stops", name);
        }
    }

    /**
     * One consumer's membership in the group. It ends after a lost lock, because a new consumer starts without leftovers. It also
     * ends where the slot's turn does not come for long: the broker may have answered the last poll after the slot had stopped
     * polling, and that record must go to other workers before its lock runs out.
     */
    private final class Membership implements AutoCloseable {

        private final ShareConsumer<byte[], byte[]> consumer;
        private Duration patience = POLL;
        private boolean lost;

        Membership(ShareConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        void takeRecords() {
            while (!lost && isTurnWithin(renewalInterval())) {
                lastTurn = System.nanoTime();
                ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
                patience = records.isEmpty() ? min(patience.multipliedBy(2), LONGEST_POLL) : POLL;
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    holdUntilEnd(record);
                }
            }
        }

        private void holdUntilEnd(ConsumerRecord<byte[], byte[]> record) {
            RecordLease lease = new RecordLease();
            current = lease;
            Future<AcknowledgeType> end = work.submit(() -> executor.execute(record, lease));
            try {
                Optional<AcknowledgeType> acknowledgement = renewUntil(end, record);
                acknowledgement.ifPresent(type -> acknowledge(record, type));
                lost = acknowledgement.isEmpty();
            } finally {
                // Returns at once where the work is done. After a lost lock it delays the next record until it is.
                lease.end(RecordLease.End.LOCK_LOST);
                awaitEnd(end);
                current = null;
            }
        }

        /** Waits for the end of the work; empty where the lock was lost before. */
        private Optional<AcknowledgeType> renewUntil(
                Future<AcknowledgeType> end, ConsumerRecord<byte[], byte[]> record) {
            while (true) {
                lastTurn = System.nanoTime();
                Optional<AcknowledgeType> acknowledgement = await(end, renewalInterval());
                if (acknowledgement.isPresent()) {
                    return acknowledgement;
                }
                boolean renewed = acknowledge(record, AcknowledgeType.RENEW) && takeBack(record);
                metrics.renewed(renewed);
                if (!renewed) {
                    log.warn(
                            "slot={} partition={} offset={} lock lost, its work is given up",
                            name,
                            record.partition(),
                            record.offset());
                    return Optional.empty();
                }
            }
        }

        private Duration renewalInterval() {
            int lockMillis = consumer.acquisitionLockTimeoutMs().orElse(30_000);
            return Duration.ofMillis(lockMillis / 3);
        }

        /** Answers whether the broker accepted it. */
        private boolean acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
            consumer.acknowledge(record, type);
            var answers = consumer.commitSync(ACKNOWLEDGE_LIMIT);
            boolean taken = !answers.isEmpty() && answers.values().stream().allMatch(Optional::isEmpty);
            if (!taken) {
                log.warn(
                        "slot={} partition={} offset={} {} not taken by the broker: {}",
                        name,
                        record.partition(),
                        record.offset(),
                        type,
                        answers.values());
            }
            return taken;
        }

        /** The broker delivers a renewed record again at once. It can be acknowledged again only after that. */
        private boolean takeBack(ConsumerRecord<byte[], byte[]> record) {
            for (ConsumerRecord<byte[], byte[]> again : consumer.poll(TAKE_BACK_LIMIT)) {
                if (again.partition() == record.partition() && again.offset() == record.offset()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void close() {
            consumer.close(CLOSE_LIMIT);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private Optional<AcknowledgeType> await(Future<AcknowledgeType> end, Duration limit) {
        try {
            return Optional.of(end.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException stillWorking) {
            return Optional.empty();
        } catch (ExecutionException e) {
            log.error("slot={} broke over a record, which goes to the next worker", name, e.getCause());
            return Optional.of(AcknowledgeType.RELEASE);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void awaitEnd(Future<AcknowledgeType> end) {
        while (await(end, TURN_LIMIT).isEmpty()) {
            log.error("slot={} its work does not end although it was cancelled; restart the worker", name);
        }
    }
}
