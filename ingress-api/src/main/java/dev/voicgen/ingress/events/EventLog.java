package dev.voicgen.ingress.events;

import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.http.LogContext;
import dev.voicgen.platform.kafka.TopicProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Puts events on their site's log, with a producer of its own, so that no submission ever stands behind a flood of them.
 * Thread-safe.
 */
public final class EventLog implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final TopicProducer producer;
    private final Executor threads;

    /** @param threads where answers are completed */
    public EventLog(KafkaSettings kafka, Executor threads) {
        this.producer = TopicProducer.open("ingress-events", kafka, DEADLINE);
        this.threads = threads;
    }

    /**
     * Whether all of {@code events} are on the log, within three seconds. Where not, some may be; reporting all of
     * them again is safe, since each id counts once. Never fails.
     */
    CompletableFuture<Boolean> append(List<PlayerEvent> events) {
        List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (PlayerEvent event : events) {
            CompletableFuture<RecordMetadata> appended =
                    producer.send(Topics.PLAYER_EVENTS, String.valueOf(event.siteId()), event);
            sent.add(appended);
            if (appended.isCompletedExceptionally()) {
                // Each of the others would wait as long for room in the producer.
                break;
            }
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .handleAsync((unused, failure) -> failure == null, LogContext.carriedTo(threads));
    }

    /** Waits some seconds for records that are being sent. */
    @Override
    public void close() {
        producer.close();
    }
}
