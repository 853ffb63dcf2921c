package dev.voicgen.worker.job;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records that nobody could finish where people find them, byte for byte. Thread-safe. */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TopicProducer producer;

    DeadLetters(TopicProducer producer) {
        this.producer = producer;
    }

    /**
     * Returns once the record is on the dead-letter topic. After a crash it may be there twice.
     *
     * @throws Hold.Over once the record is no longer held
     */
    void add(ConsumerRecord<byte[], byte[]> letter, String reason, Hold hold) {
        Map<String, byte[]> headers = Map.of("reason", reason.getBytes(StandardCharsets.UTF_8));
        while (true) {
            hold.check();
            try {
                producer.sendBytes(Topics.DEAD_JOBS.name(), letter.key(), letter.value(), headers)
                        .join();
                return;
            } catch (CompletionException e) {
                log.warn(
                        "partition={} offset={} dead letter not acknowledged, trying again: {}",
                        letter.partition(),
                        letter.offset(),
                        e.getCause().getMessage());
            }
            hold.pause(PAUSE);
        }
    }
}
