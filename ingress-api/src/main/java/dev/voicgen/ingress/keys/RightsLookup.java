package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.key.Moment;
import dev.voicgen.platform.http.LogContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Where an answer comes from: the map under a lease; for what the map does not have, the map again as soon as a probe
 * sent after the question has been read back; the database in every other case. Thread-safe.
 */
final class RightsLookup implements AutoCloseable {

    /** One question, answered from either side. */
    record Question<T>(
            Supplier<Optional<T>> inMap, Function<Handle, Optional<T>> inDatabase, T absent, T unavailable) {}

    private static final Duration PROBE_DEADLINE = Duration.ofSeconds(1);
    private static final int WAITING = 10_000;
    private static final int THREADS = 2;

    private final KeyMap map;
    private final OwnLease lease;
    private final Heartbeats heartbeats;
    private final PrimaryLookup database;
    private final Counter misses;
    private final Counter fallbacks;
    private final Semaphore room = new Semaphore(WAITING);
    /** What callers do with an answer must not hold up the reader, whose thread it is that knows the answer first. */
    private final ExecutorService answering =
            Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "key-answers"));

    RightsLookup(KeyMap map, OwnLease lease, Heartbeats heartbeats, PrimaryLookup database, MeterRegistry metrics) {
        this.map = map;
        this.lease = lease;
        this.heartbeats = heartbeats;
        this.database = database;
        this.misses = metrics.counter("voicgen.keys.misses");
        this.fallbacks = metrics.counter("voicgen.keys.fallbacks");
    }

    /** Never fails. Complete already where the map may be trusted and has the answer. */
    <T> CompletableFuture<T> ask(Question<T> question) {
        boolean trusted = lease.holdsAt(Moment.now());
        // Only now: what an earlier look into the map would have seen may be older than the lease.
        Optional<T> found = trusted ? question.inMap.get() : Optional.empty();
        if (found.isPresent()) {
            return CompletableFuture.completedFuture(found.get());
        }
        if (!room.tryAcquire()) {
            return CompletableFuture.completedFuture(question.unavailable);
        }
        CompletableFuture<T> answer = trusted ? afterFreshProbe(question) : fromDatabase(question);
        return answer.exceptionally(closing -> question.unavailable).whenComplete((any, never) -> room.release());
    }

    private <T> CompletableFuture<T> afterFreshProbe(Question<T> question) {
        misses.increment();
        CompletableFuture<Void> probe = lease.nextProbe().copy();
        heartbeats.sendSoon();
        return probe.orTimeout(PROBE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync((none, late) -> late == null, LogContext.carriedTo(answering))
                .thenCompose(readBack -> readBack ? fromMap(question) : fromDatabase(question));
    }

    private <T> CompletableFuture<T> fromMap(Question<T> question) {
        Optional<T> found = question.inMap.get();
        return found.isPresent() || map.isComplete()
                ? CompletableFuture.completedFuture(found.orElse(question.absent))
                : fromDatabase(question);
    }

    private <T> CompletableFuture<T> fromDatabase(Question<T> question) {
        fallbacks.increment();
        return database.ask(handle -> question.inDatabase.apply(handle).orElse(question.absent), question.unavailable)
                .thenApplyAsync(Function.identity(), LogContext.carriedTo(answering));
    }

    @Override
    public void close() {
        database.close();
        answering.shutdown();
    }
}
