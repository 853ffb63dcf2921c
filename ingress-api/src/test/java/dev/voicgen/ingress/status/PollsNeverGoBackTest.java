package dev.voicgen.ingress.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Threads poll a post while it is made anew again and again and the catalog is always a little behind: nobody who asks
 * after an answer was given is told less than that answer.
 */
class PollsNeverGoBackTest {

    private static final PostKey POST = new PostKey(1, new PostId("p"), Language.ENGLISH);
    private static final int JOBS = 3_000;
    private static final int POLLERS = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Twice the number of the newest job that the catalog knows, and one more once that job is ready. */
    private final AtomicLong inCatalog = new AtomicLong();
    /** The most that anybody was told. */
    private final AtomicLong told = new AtomicLong();

    /** A second passes in a millisecond. */
    private final KnownAudio known =
            new KnownAudio(new CatalogCache(this::read, threads, () -> System.nanoTime() * 1_000));

    private volatile boolean done;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void nobody_is_told_less_than_somebody_was_told_before() {
        List<CompletableFuture<Long>> pollers = Stream.<Function<PostKey, CompletableFuture<CatalogAudio>>>of(
                        known::now, known::lately)
                .flatMap(route -> Stream.generate(() -> poller(route)).limit(POLLERS))
                .toList();

        makeAnew();

        assertThat(pollers).extracting(CompletableFuture::join).containsOnly(0L);
        assertThat(told).hasValue(inCatalog.get());
    }

    private void makeAnew() {
        for (long job = 1; job <= JOBS; job++) {
            known.underWay(POST, job, false);
            told.accumulateAndGet(2 * job, Math::max);
            pause();
            inCatalog.set(2 * job);
            pause();
            inCatalog.set(2 * job + 1);
            pause();
        }
        told.accumulateAndGet(rankOf(known.now(POST)), Math::max);
        done = true;
    }

    /** How many answers were less than one given before they were asked for. */
    private CompletableFuture<Long> poller(Function<PostKey, CompletableFuture<CatalogAudio>> route) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long faults = 0;
                    while (!done) {
                        long before = told.get();
                        long now = rankOf(route.apply(POST));
                        told.accumulateAndGet(now, Math::max);
                        faults += now < before ? 1 : 0;
                    }
                    return faults;
                },
                threads);
    }

    private CompletableFuture<AudioLookup> read(PostKey post) {
        return CompletableFuture.supplyAsync(
                () -> {
                    pause();
                    long rank = inCatalog.get();
                    pause();
                    return rank % 2 == 0 ? BegunReads.pending(rank / 2) : BegunReads.ready(rank / 2);
                },
                threads);
    }

    private static long rankOf(CompletableFuture<CatalogAudio> poll) {
        CatalogAudio row = poll.join();
        return 2 * row.jobId() + ("ready".equals(row.status()) ? 1 : 0);
    }

    private static void pause() {
        for (int i = ThreadLocalRandom.current().nextInt(2_000); i > 0; i--) {
            Thread.onSpinWait();
        }
    }
}
