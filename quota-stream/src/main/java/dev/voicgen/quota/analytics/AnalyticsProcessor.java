package dev.voicgen.quota.analytics;

import dev.voicgen.contracts.player.DayCount;
import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.quota.sink.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the events of one partition in order and forwards the new value of each counter. An unreadable record becomes a dead
 * letter and is counted as such. For the stream thread only.
 */
final class AnalyticsProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(AnalyticsProcessor.class);

    /** An hour more than an ingress allows, for events that were still on their way. */
    private static final Duration TIME_TO_COUNT = PlayerEvent.LATEST.plusHours(1);

    private final AnalyticsMetrics metrics;
    private ProcessorContext<byte[], byte[]> context;
    private AnalyticsStores stores;

    AnalyticsProcessor(AnalyticsMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialised) {
        context = initialised;
        stores = new AnalyticsStores(initialised);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        Optional<PlayerEvent> event = read(record.key(), record.value());
        if (event.isPresent()) {
            count(event.get(), Instant.ofEpochMilli(record.timestamp()), source.offset());
        } else {
            log.warn(
                    "partition={} offset={} is not a player event; look at it on the topic of dead letters",
                    source.partition(),
                    source.offset());
            context.forward(DeadLetter.of(record, source, "not a player event"), AnalyticsTopology.DEAD_LETTERS);
            metrics.unreadable();
        }
    }

    /** Empty where the bytes are not a complete event, or the key is not its site: a repetition would be on another partition. */
    private static Optional<PlayerEvent> read(byte[] key, byte[] value) {
        try {
            return Optional.ofNullable(value)
                    .map(bytes -> TopicConsumers.read(Topics.PLAYER_EVENTS, bytes))
                    .filter(event ->
                            Arrays.equals(key, String.valueOf(event.siteId()).getBytes(StandardCharsets.UTF_8)));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private void count(PlayerEvent event, Instant appended, long offset) {
        // A clock that runs ahead must not open a day that has not begun.
        Instant at = event.occurredAt().isBefore(appended) ? event.occurredAt() : appended;
        if (at.isBefore(appended.minus(TIME_TO_COUNT))) {
            metrics.late();
        } else if (stores.isNew(event, appended)) {
            long heardMs = stores.listen(event, at, appended);
            DayCount day = stores.count(event, at, heardMs, offset);
            EventUsage month = stores.use(event.siteId(), appended);
            forward(Topics.ANALYTICS_DAYS, day.key(), day, appended, AnalyticsTopology.DAYS);
            forward(Topics.ANALYTICS_MONTHS, String.valueOf(event.siteId()), month, appended, AnalyticsTopology.MONTHS);
            metrics.counted(appended);
        } else {
            metrics.repeated();
        }
    }

    private <V> void forward(Topic<String, V> topic, String key, V value, Instant at, String sink) {
        context.forward(
                new Record<>(
                        topic.keys().serializer().serialize(topic.name(), key),
                        topic.values().serializer().serialize(topic.name(), value),
                        at.toEpochMilli()),
                sink);
    }
}
