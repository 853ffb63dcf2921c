package dev.voicgen.ingress.reads;

import dev.voicgen.catalog.Database;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.LogContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the database on as many threads as there are connections, so that a slow or absent database holds up none of the
 * threads that serve requests. Thread-safe.
 */
public final class DatabaseReads implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseReads.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MAX_WAITING = 1_000;

    private final Database database;
    private final Executor requestThreads;
    private final ThreadPoolExecutor readers;

    /**
     * @param connections how many reads may go on at once
     * @param requestThreads where answers are completed
     */
    public DatabaseReads(Database database, int connections, Executor requestThreads) {
        this.database = database;
        this.requestThreads = requestThreads;
        AtomicInteger count = new AtomicInteger();
        this.readers = new ThreadPoolExecutor(
                connections,
                connections,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> new Thread(task, "reads-" + count.incrementAndGet()));
    }

    /**
     * What {@code question} finds, or empty where the database does not answer in time or too many wait. Never fails;
     * complete within two seconds.
     */
    public <T> CompletableFuture<Optional<T>> ask(Function<Handle, T> question) {
        CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
        try {
            LogContext.carriedTo(readers).execute(() -> {
                // Who waited too long in the queue has gone.
                if (!answer.isDone()) {
                    answer.complete(read(question));
                }
            });
        } catch (RejectedExecutionException tooManyWait) {
            answer.complete(Optional.empty());
        }
        return ContinueOn.threads(
                requestThreads, answer.completeOnTimeout(Optional.empty(), DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** As {@link #ask}; fails with 503 in place of an empty answer. */
    public <T> CompletableFuture<T> require(Function<Handle, T> question) {
        return ask(question).thenApply(found -> found.orElseThrow(() -> new FailedRequest(unavailable())));
    }

    /** What a client is told whose question the database does not answer. */
    public static ApiError unavailable() {
        return ApiError.unavailable("catalog_unavailable", "The catalog cannot be read now.", DEADLINE);
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }

    private <T> Optional<T> read(Function<Handle, T> question) {
        try {
            return Optional.of(database.jdbi().withHandle(handle -> {
                handle.getConfig(SqlStatements.class).setQueryTimeout((int) DEADLINE.toSeconds());
                return question.apply(handle);
            }));
        } catch (RuntimeException e) {
            log.warn("the database cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }
}
