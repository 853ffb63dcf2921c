package dev.voicgen.ingress.status;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.database.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the table {@code audio} on as many threads as there are connections, so that a slow or absent database holds up
 * none of the threads that serve requests. Thread-safe.
 */
public final class AudioCatalog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AudioCatalog.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MAX_WAITING = 1_000;

    private final Database database;
    private final Executor requestThreads;
    private final ThreadPoolExecutor readers;

    /**
     * @param connections how many reads may go on at once
     * @param requestThreads where answers are completed
     */
    public AudioCatalog(Database database, int connections, Executor requestThreads) {
        this.database = database;
        this.requestThreads = requestThreads;
        AtomicInteger count = new AtomicInteger();
        this.readers = new ThreadPoolExecutor(
                connections,
                connections,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> new Thread(task, "catalog-" + count.incrementAndGet()));
    }

    /** Never fails; complete within two seconds. */
    CompletableFuture<AudioLookup> find(PostKey post) {
        CompletableFuture<AudioLookup> answer = new CompletableFuture<>();
        try {
            readers.execute(() -> {
                // Who waited too long in the queue has gone.
                if (!answer.isDone()) {
                    answer.complete(read(post));
                }
            });
        } catch (RejectedExecutionException tooManyWait) {
            answer.complete(new AudioLookup.Unavailable());
        }
        return answer.completeOnTimeout(new AudioLookup.Unavailable(), DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((found, unused) -> {}, requestThreads);
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }

    private AudioLookup read(PostKey post) {
        try {
            Optional<AudioRow> row = database.jdbi()
                    .withHandle(handle -> handle.createQuery("""
                                    select job_id, status, progress_percent, file, duration_seconds,
                                           failure_code, failure_reason
                                    from audio
                                    where site_id = :site and language = :language and post_id = :post
                                    """)
                            .bind("site", post.siteId())
                            .bind("language", post.language().code())
                            .bind("post", post.postId().value())
                            .map(ConstructorMapper.of(AudioRow.class))
                            .findOne());
            return row.<AudioLookup>map(AudioLookup.Found::new).orElseGet(AudioLookup.Missing::new);
        } catch (RuntimeException e) {
            log.warn("catalog cannot be read: {}", e.getMessage());
            return new AudioLookup.Unavailable();
        }
    }
}
