package dev.voicgen.standalone;

import dev.voicgen.platform.service.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The parts that have been started, possibly in parallel. They are closed in the reverse order. They may be closed while some are
 * still being started. Thread-safe.
 */
public final class Parts implements AutoCloseable {

    private static final Executor OWN_THREAD = task -> new Thread(task, "start").start();

    private final Ownership started = new Ownership();
    /** Guards {@code starts} and {@code stopping}, for moments alone. */
    private final Object lock = new Object();

    private final List<CompletableFuture<?>> starts = new ArrayList<>();
    private boolean stopping;

    /**
     * Parts that are closed even where a signal ends the process before it has started: a server is a process of its
     * own.
     */
    public static Parts closedAtExit() {
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "close"));
        return parts;
    }

    /** Adds a part that has been started already. */
    public void add(AutoCloseable part) {
        started.take(part);
    }

    /**
     * Starts a part on a thread of its own.
     *
     * @throws IllegalStateException once these are being closed
     */
    <T extends AutoCloseable> CompletableFuture<T> start(Callable<T> starter) {
        return run(() -> {
            T part = starter.call();
            started.take(part);
            return part;
        });
    }

    /**
     * Takes a step of the start on a thread of its own. It is not interrupted: closing these waits for its end.
     *
     * @throws IllegalStateException once these are being closed
     */
    <T> CompletableFuture<T> run(Callable<T> step) {
        synchronized (lock) {
            if (stopping) {
                throw new IllegalStateException("stopped before everything had started");
            }
            CompletableFuture<T> start = CompletableFuture.supplyAsync(() -> call(step), OWN_THREAD);
            starts.add(start);
            return start;
        }
    }

    /** Waits until all have started or failed. */
    void await(CompletableFuture<?>... parts) {
        CompletableFuture.allOf(parts).join();
    }

    /** Returns when all parts are closed, also if another thread closes them. */
    @Override
    public synchronized void close() {
        awaitStarts();
        started.close();
    }

    /** None comes up after this. Each has a deadline of its own for that. */
    private void awaitStarts() {
        List<CompletableFuture<?>> pending;
        synchronized (lock) {
            stopping = true;
            pending = List.copyOf(starts);
        }
        for (CompletableFuture<?> start : pending) {
            start.handle((part, failure) -> null).join();
        }
    }

    private static <T> T call(Callable<T> step) {
        try {
            return step.call();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
