package dev.voicgen.ingress.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voicgen.contracts.key.KeyUse;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reports when keys were used, each at most once in 15 s. Sending may block, so a thread of its own does it; what does
 * not fit into its queue is dropped: the next use tells the same. Thread-safe.
 */
final class KeyUseReporter implements AutoCloseable {

    private static final Duration LEAST_DISTANCE = Duration.ofSeconds(15);
    private static final int REMEMBERED_KEYS = 200_000;
    private static final int QUEUE = 10_000;

    private final Cache<Long, Boolean> told = Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfterWrite(LEAST_DISTANCE)
            .maximumSize(REMEMBERED_KEYS)
            .build();
    private final TopicProducer producer;
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> new Thread(task, "key-uses"),
            new ThreadPoolExecutor.DiscardPolicy());

    KeyUseReporter(TopicProducer producer) {
        this.producer = producer;
    }

    /** Notes that a key was found; if its site is refused, that is no use of the key. Never blocks. */
    void note(KeyDecision.Known known) {
        Long keyId = known.key().keyId();
        if (told.getIfPresent(keyId) != null) {
            return;
        }
        Instant now = Instant.now();
        if (known.site().refusalOf(known.key(), now).isEmpty()
                && told.asMap().putIfAbsent(keyId, Boolean.TRUE) == null) {
            sender.execute(() -> send(new KeyUse(keyId, now)));
        }
    }

    private void send(KeyUse use) {
        var unusedAcknowledgement = producer.send(Topics.KEY_USES, String.valueOf(use.keyId()), use);
    }

    /** Sends what is queued, for a second at most. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(1, TimeUnit.SECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
