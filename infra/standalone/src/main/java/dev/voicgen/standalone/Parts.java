package dev.voicgen.standalone;

import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, possibly side by side; closed in the reverse order. Thread-safe. */
final class Parts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Parts.class);
    private static final Executor OWN_THREAD = task -> new Thread(task, "start").start();

    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();

    /** Starts a part on a thread of its own. */
    <T extends AutoCloseable> CompletableFuture<T> start(Callable<T> starter) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        T part = starter.call();
                        started.push(part);
                        return part;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                OWN_THREAD);
    }

    /** Waits until all have started or failed, so that none comes up after a close. */
    void await(CompletableFuture<?>... starts) {
        CompletableFuture.allOf(starts).join();
    }

    @Override
    public void close() {
        for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                // The others must be closed all the same.
                log.warn("part={} did not stop cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
