package dev.voicgen.worker.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/** This process's right to work on one record, until it ends. Thread-safe. */
final class RecordLease {

    /** Why a lease ended, and how the record is acknowledged then. */
    enum End {
        /** The process stops. */
        STOPPING(AcknowledgeType.RELEASE),
        /** The broker may have given the record to another worker. */
        LOCK_LOST(AcknowledgeType.RELEASE),
        /** Another attempt has claimed the job, or a newer job the post: they have a record of their own. */
        FENCED(AcknowledgeType.ACCEPT),
        /** The audio file was removed before the job could have it, and must be made again. */
        FILE_LOST(AcknowledgeType.RELEASE);

        private final AcknowledgeType acknowledgement;

        End(AcknowledgeType acknowledgement) {
            this.acknowledgement = acknowledgement;
        }

        AcknowledgeType acknowledgement() {
            return acknowledgement;
        }
    }

    /** Unwinds the work on a record whose lease has ended. */
    static final class Lost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final End end;

        private Lost(End end) {
            super("the record is no longer held: " + end, null, false, false);
            this.end = end;
        }

        End end() {
            return end;
        }
    }

    private final CompletableFuture<End> over = new CompletableFuture<>();

    /** Ends the lease. The first reason stays. */
    void end(End reason) {
        over.complete(reason);
    }

    boolean isOver() {
        return over.isDone();
    }

    /** @throws Lost once the lease has ended */
    void check() {
        Optional.ofNullable(over.getNow(null)).ifPresent(end -> {
            throw new Lost(end);
        });
    }

    /**
     * Waits for {@code duration}, but no longer than until the lease ends.
     *
     * @throws Lost once the lease has ended
     */
    void pause(Duration duration) {
        try {
            over.get(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillHeld) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(End.STOPPING);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        check();
    }
}
