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

/** Sends records that no worker can process to the dead-letter topic, byte for byte. Thread-safe. */
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
     * @throws RecordLease.Lost once the lease has ended
     */
    void add(ConsumerRecord<byte[], byte[]> letter, String reason, RecordLease lease) {
        Map<String, byte[]> headers = Map.of("reason", reason.getBytes(StandardCharsets.UTF_8));
        while (true) {
            lease.check();
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
            lease.pause(PAUSE);
        }
    }
}
