package dev.voicgen.ingress.events;

import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.kafka.TopicFollower;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events of each site were counted this month, as analytics counts it: behind by the events that are on their way, about a
 * second. One entry a site. Thread-safe.
 */
public final class EventUsages implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventUsages.class);

    private final Map<Long, EventUsage> newest = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    private EventUsages(KafkaSettings kafka) {
        follower = TopicFollower.start("event-usages", Topics.ANALYTICS_MONTHS, kafka, this::read);
    }

    /** Kafka need not be up yet. */
    public static EventUsages start(KafkaSettings kafka) {
        return new EventUsages(kafka);
    }

    /** The events counted in {@code month}; 0 where nothing is known of it. */
    long of(long siteId, YearMonth month) {
        EventUsage usage = newest.get(siteId);
        return usage != null && usage.month().equals(month) ? usage.events() : 0;
    }

    /** Whether it reads, or would if Kafka answered. */
    public boolean isRunning() {
        return follower.isRunning();
    }

    @Override
    public void close() {
        follower.close();
    }

    private void read(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                EventUsage usage = TopicConsumers.read(Topics.ANALYTICS_MONTHS, record.value());
                if (usage != null && usage.month() != null) {
                    newest.put(usage.siteId(), usage);
                }
            } catch (SerializationException unreadable) {
                log.warn("topic={} offset={} is no usage, skipped", record.topic(), record.offset());
            }
        }
    }
}
