package dev.voicgen.worker.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This process's right to work on one record, until it ends. Thread-safe. */
final class Hold {

    /** Why it is over, and what becomes of the record then. */
    enum End {
        /** The process stops. */
        STOPPING(Disposition.RELEASE),
        /** The broker may have given the record to another worker. */
        LOCK_LOST(Disposition.RELEASE),
        /** Another attempt has claimed the job, or a newer job the post: they have a record of their own. */
        FENCED(Disposition.ACCEPT),
        /** The audio was removed before it was the job's, and must be made again. */
        FILE_LOST(Disposition.RELEASE);

        private final Disposition disposition;

        End(Disposition disposition) {
            this.disposition = disposition;
        }

        Disposition disposition() {
            return disposition;
        }
    }

    /** Unwinds the work on a record that is no longer held. */
    static final class Over extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final End end;

        private Over(End end) {
            super("the record is no longer held: " + end, null, false, false);
            this.end = end;
        }

        End end() {
            return end;
        }
    }

    private final CompletableFuture<End> over = new CompletableFuture<>();

    /** Ends it; the first reason stays. */
    void end(End reason) {
        over.complete(reason);
    }

    boolean isOver() {
        return over.isDone();
    }

    Optional<End> ended() {
        return Optional.ofNullable(over.getNow(null));
    }

    /** @throws Over once it has ended */
    void check() {
        ended().ifPresent(end -> {
            throw new Over(end);
        });
    }

    /**
     * Waits, and no longer than it is held.
     *
     * @throws Over once it has ended
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
