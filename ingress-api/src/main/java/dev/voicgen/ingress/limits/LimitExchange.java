package dev.voicgen.ingress.limits;

import dev.voicgen.contracts.limit.LimitCounts;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.kafka.TopicFollower;
import dev.voicgen.platform.kafka.TopicProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other instances what this one has allowed, and counts what they have allowed. Without Kafka each instance limits by
 * itself: what cannot be told in time is not told later. Owns two threads.
 */
public final class LimitExchange implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LimitExchange.class);
    private static final Duration TELL_EVERY = Duration.ofMillis(50);
    /** Of one record, well below the largest that a broker takes. */
    private static final int MAX_COUNTS = 5_000;

    private final String instance = UUID.randomUUID().toString();
    private final byte[] ownKey = instance.getBytes(StandardCharsets.UTF_8);
    private final RateLimits limits;
    private final TopicProducer producer;
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "limits-teller"));
    private final TopicFollower follower;

    private LimitExchange(KafkaSettings kafka, TopicProducer producer, RateLimits limits) {
        this.limits = limits;
        this.producer = producer;
        this.follower = TopicFollower.start("limits-reader", Topics.LIMIT_COUNTS, kafka, this::read);
    }

    /** Kafka need not be up yet. What was allowed before this start is read first. */
    public static LimitExchange start(KafkaSettings kafka, TopicProducer producer, RateLimits limits) {
        LimitExchange exchange = new LimitExchange(kafka, producer, limits);
        var unused = exchange.teller.scheduleWithFixedDelay(
                exchange::tell, TELL_EVERY.toMillis(), TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return exchange;
    }

    /** Whether it reads, or would if Kafka answered. */
    public boolean isRunning() {
        return follower.isRunning();
    }

    @Override
    public void close() {
        teller.shutdownNow();
        follower.close();
    }

    private void tell() {
        try {
            List<LimitCounts.Count> counts = limits.takeUntold();
            for (int from = 0; from < counts.size(); from += MAX_COUNTS) {
                List<LimitCounts.Count> part = counts.subList(from, Math.min(counts.size(), from + MAX_COUNTS));
                var unused = producer.send(Topics.LIMIT_COUNTS, instance, new LimitCounts(instance, part));
            }
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            log.warn("what this instance has allowed could not be told to the others: {}", e.toString());
        }
    }

    private void read(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            // Most records of a lone instance are its own: they are not even parsed.
            if (Arrays.equals(record.key(), ownKey)) {
                continue;
            }
            try {
                LimitCounts told = TopicConsumers.read(Topics.LIMIT_COUNTS, record.value());
                if (told != null) {
                    told.counts().forEach(this::count);
                }
            } catch (SerializationException unreadable) {
                log.warn("topic={} offset={} is no count, skipped", record.topic(), record.offset());
            }
        }
    }

    private void count(LimitCounts.Count there) {
        Arrays.stream(LimitRule.values())
                .filter(rule -> rule.name().equals(there.rule()))
                .forEach(rule -> limits.countAllowedElsewhere(rule, there));
    }
}
