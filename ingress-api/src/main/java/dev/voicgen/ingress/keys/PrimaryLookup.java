package dev.voicgen.ingress.keys;

import dev.voicgen.catalog.Database;
import dev.voicgen.platform.http.LogContext;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the PostgreSQL primary, which had committed every change before its call was answered. A few threads with a short
 * queue: when that is not enough, saying so at once is better than answering late. Thread-safe.
 */
final class PrimaryLookup implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PrimaryLookup.class);
    private static final int THREADS = 4;
    private static final int QUEUE = 1_000;
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Database database;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> new Thread(task, "key-lookup"));

    PrimaryLookup(Database database) {
        this.database = database;
    }

    /** Completes with what {@code question} finds, or with {@code unavailable} after 2 s at most. */
    <T> CompletableFuture<T> ask(Function<Handle, T> question, T unavailable) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            LogContext.carriedTo(threads).execute(() -> answer(question, unavailable, answer));
        } catch (RejectedExecutionException fullOrClosed) {
            answer.complete(unavailable);
        }
        return answer.completeOnTimeout(unavailable, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> void answer(Function<Handle, T> question, T unavailable, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            answer.complete(database.jdbi().withHandle(handle -> {
                handle.getConfig(SqlStatements.class).setQueryTimeout((int) DEADLINE.toSeconds());
                return question.apply(handle);
            }));
        } catch (RuntimeException e) {
            log.warn("neither key.control nor the database can be asked for rights: {}", e.toString());
            answer.complete(unavailable);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
