package dev.voicgen.ingress.status;

import static dev.voicgen.ingress.status.BegunReads.generating;
import static dev.voicgen.ingress.status.BegunReads.pending;
import static dev.voicgen.ingress.status.BegunReads.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogCacheTest {

    private static final PostKey POST = post("p");

    private final AtomicLong nanos = new AtomicLong();
    private final BegunReads reads = new BegunReads();
    private final CatalogCache cache = new CatalogCache(reads, Runnable::run, nanos::get);

    @Test
    void all_who_ask_while_a_read_goes_on_share_it() {
        CompletableFuture<AudioLookup> first = cache.lately(POST);
        CompletableFuture<AudioLookup> second = cache.lately(POST);

        reads.end(0, pending(1));

        assertThat(first).isCompletedWithValue(pending(1));
        assertThat(second).isCompletedWithValue(pending(1));
        assertThat(reads.count()).isEqualTo(1);
    }

    @Test
    void those_who_ask_at_the_same_instant_share_one_read() throws Exception {
        int posts = 1_000;
        CyclicBarrier instant = new CyclicBarrier(2);
        Callable<Void> asker = () -> {
            for (int i = 0; i < posts; i++) {
                instant.await();
                var unused = cache.lately(post("p" + i));
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(asker, asker))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(reads.count()).isEqualTo(posts);
    }

    @Test
    void a_read_serves_for_a_second_and_no_longer() {
        ask();
        reads.end(0, ready(1));

        nanos.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        assertThat(cache.lately(POST)).isCompletedWithValue(ready(1));
        nanos.addAndGet(1);
        CompletableFuture<AudioLookup> later = cache.lately(POST);
        reads.end(1, ready(2));

        assertThat(later).isCompletedWithValue(ready(2));
    }

    @Test
    void what_is_under_way_is_read_anew() {
        ask();
        reads.end(0, generating(1, 40));

        CompletableFuture<AudioLookup> next = cache.lately(POST);
        reads.end(1, ready(1));

        assertThat(next).isCompletedWithValue(ready(1));
    }

    @Test
    void a_missing_post_is_asked_for_again_after_the_lifetime() {
        ask();
        reads.end(0, new AudioLookup.Missing(0));
        assertThat(cache.lately(POST)).isCompletedWithValue(new AudioLookup.Missing(0));

        nanos.addAndGet(CatalogCache.LIFETIME.toNanos());
        ask();

        assertThat(reads.count()).isEqualTo(2);
    }

    @Test
    void an_outage_is_told_to_those_who_wait_and_not_kept() {
        CompletableFuture<AudioLookup> waiting = cache.lately(POST);
        reads.end(0, new AudioLookup.Unavailable());

        CompletableFuture<AudioLookup> next = cache.lately(POST);
        reads.end(1, pending(1));

        assertThat(waiting).isCompletedWithValue(new AudioLookup.Unavailable());
        assertThat(next).isCompletedWithValue(pending(1));
    }

    @Test
    void a_failure_is_told_to_those_who_wait_and_not_to_who_asks_as_soon_as_one_was_told() {
        CompletableFuture<AudioLookup> waiting = cache.lately(POST);
        CompletableFuture<AudioLookup> again = cache.lately(POST).exceptionallyCompose(failure -> cache.lately(POST));

        reads.fail(0);
        reads.end(1, pending(1));

        assertThat(waiting).isCompletedExceptionally();
        assertThat(again).isCompletedWithValue(pending(1));
    }

    @Test
    void a_read_that_cannot_begin_keeps_nobody_waiting() {
        CatalogCache unable = new CatalogCache(
                reads.andThen(begun -> {
                    throw new IllegalStateException("broken");
                }),
                Runnable::run,
                nanos::get);

        assertThat(unable.lately(POST)).isCompletedExceptionally();
        assertThat(unable.lately(POST)).isCompletedExceptionally();
        assertThat(reads.count()).isEqualTo(2);
    }

    @Test
    void whoever_asks_for_now_gets_a_read_of_its_own_and_outdates_what_is_held() {
        ask();
        reads.end(0, ready(1));

        CompletableFuture<AudioLookup> now = cache.now(POST);
        reads.end(1, ready(2));
        ask();

        assertThat(now).isCompletedWithValue(ready(2));
        assertThat(reads.count()).isEqualTo(3);
    }

    @Test
    void a_read_that_went_on_while_more_was_told_is_not_kept() {
        CompletableFuture<AudioLookup> early = cache.lately(POST);
        CompletableFuture<AudioLookup> now = cache.now(POST);
        reads.end(1, ready(2));

        CompletableFuture<AudioLookup> late = cache.lately(POST);
        reads.end(0, ready(1));

        assertThat(now).isCompletedWithValue(ready(2));
        assertThat(early).isCompletedWithValue(ready(1));
        assertThat(late).isNotDone();
        reads.end(2, ready(2));
        assertThat(late).isCompletedWithValue(ready(2));
    }

    @Test
    void of_two_reads_that_overlapped_neither_is_kept() {
        CompletableFuture<AudioLookup> slow = cache.lately(POST);
        cache.drop(POST);
        ask();
        reads.end(1, ready(1));

        reads.end(0, ready(2));
        ask();

        assertThat(slow).isCompletedWithValue(ready(2));
        assertThat(reads.count()).isEqualTo(3);
    }

    @Test
    void long_audios_do_not_fill_the_memory() {
        String segments = "x".repeat(1 << 20);
        CatalogCache small = new CatalogCache(
                reads.andThen(read -> {
                    read.complete(ready(1, segments));
                    return read;
                }),
                Runnable::run,
                nanos::get);

        await().until(() -> {
            assertThat(IntStream.range(0, 100).mapToObj(i -> small.lately(post("p" + i))))
                    .allMatch(CompletableFuture::isDone);
            return reads.count() > 100;
        });
    }

    @Test
    void those_who_waited_do_not_wait_for_each_other() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CatalogCache shared = new CatalogCache(reads, threads, nanos::get);
            CountDownLatch both = new CountDownLatch(2);
            for (int i = 0; i < 2; i++) {
                var unused = shared.lately(POST).thenAccept(found -> arrive(both));
            }

            threads.execute(() -> reads.end(0, pending(1)));

            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    private void ask() {
        var unused = cache.lately(POST);
    }

    private static void arrive(CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PostKey post(String id) {
        return new PostKey(1, new PostId(id), Language.ENGLISH);
    }
}
