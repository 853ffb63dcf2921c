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
 * Takes one record after the other, while it is its turn: a polling thread owns the consumer and renews the record's lock
 * while a second thread works on it. A share consumer fetches nothing new while it renews, so every slot has its own.
 */
final class JobSlot {

    private static final Logger log = LoggerFactory.getLogger(JobSlot.class);
    /**
     * The end of a transaction is fetched as a record that is not shown, and nothing else is fetched until the next poll: a
     * long one would be slept through while jobs wait.
     */
    private static final Duration POLL = Duration.ofMillis(20);

    /** An idle slot's: eight of them would otherwise look eight hundred times a second. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(160);

    private static final Duration TAKE_BACK_LIMIT = Duration.ofMillis(500);
    private static final Duration TURN_POLL = Duration.ofMillis(50);
    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);
    private static final Duration ACKNOWLEDGE_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    /** A turn of the loop takes a third of a lock at most; a lock is a minute at most unless the broker allows more. */
    private static final Duration TURN_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final Supplier<ShareConsumer<byte[], byte[]>> join;
    private final BooleanSupplier turn;
    private final JobExecutor executor;
    private final JobMetrics metrics;
    private final ExecutorService work;
    private final Thread poller;
    /** Ends when no further record shall be taken. */
    private final Hold taking = new Hold();

    private volatile Hold holding;
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
     * @param join makes a member of the group, subscribed
     * @param turn whether it may take a record now; is asked many times a second
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

    /** Whether it works or waits for work. */
    boolean isAlive() {
        return poller.isAlive() && System.nanoTime() - lastTurn < TURN_LIMIT.toNanos();
    }

    boolean isBusy() {
        return holding != null;
    }

    /** Takes no further record. */
    void stopTaking() {
        taking.end(Hold.End.STOPPING);
    }

    /** Waits until the record in hand is dealt with; false where it is not within {@code limit}. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        poller.join(Math.max(1, limit.toMillis()));
        return !poller.isAlive();
    }

    /** Gives the record in hand back. */
    void giveUp() {
        Hold current = holding;
        if (current != null) {
            current.end(Hold.End.STOPPING);
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

    /** Waits for its turn; false where it has not come, or no further record shall be taken. */
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
        } catch (Hold.Over stopping) {
            log.debug("slot={} stops", name);
        }
    }

    /**
     * One consumer's time in the group. After a lost lock it is over: a new one starts without leftovers. So it is where its
     * turn does not come for long: the broker may have answered its last question after the slot had stopped listening, and
     * that record must go to others before its lock runs out.
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
            Hold hold = new Hold();
            holding = hold;
            Future<Disposition> end = work.submit(() -> executor.execute(record, hold));
            try {
                Optional<Disposition> disposition = renewUntil(end, record);
                disposition.ifPresent(how -> acknowledge(record, how.type()));
                lost = disposition.isEmpty();
            } finally {
                // Nothing to wait for where the work is done; where the lock is lost, the next record waits for its
                // end.
                hold.end(Hold.End.LOCK_LOST);
                awaitEnd(end);
                holding = null;
            }
        }

        /** How the work ended; empty where the lock was lost before. */
        private Optional<Disposition> renewUntil(Future<Disposition> end, ConsumerRecord<byte[], byte[]> record) {
            while (true) {
                lastTurn = System.nanoTime();
                Optional<Disposition> disposition = await(end, renewalInterval());
                if (disposition.isPresent()) {
                    return disposition;
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

        /** Whether the broker took it. */
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

        /** A renewed record is handed out again at once, and must be before it can be acknowledged again. */
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

    private Optional<Disposition> await(Future<Disposition> end, Duration limit) {
        try {
            return Optional.of(end.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException stillWorking) {
            return Optional.empty();
        } catch (ExecutionException e) {
            log.error("slot={} broke over a record, which goes to the next worker", name, e.getCause());
            return Optional.of(Disposition.RELEASE);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void awaitEnd(Future<Disposition> end) {
        while (await(end, TURN_LIMIT).isEmpty()) {
            log.error("slot={} its work does not end although it was cancelled; restart the worker", name);
        }
    }
}
