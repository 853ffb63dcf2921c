package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.database.SqlErrors;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the events of a topic into the database, sharing them with the other workers. For one thread. */
public final class EventConsumer<E> implements GroupFollower.Reader {

    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);

    private final String group;
    private final Topic<?, E> topic;
    private final EventLedger<E> ledger;
    private final MeterRegistry metrics;

    private EventConsumer(String group, Topic<?, E> topic, EventLedger<E> ledger, MeterRegistry metrics) {
        this.group = group;
        this.topic = topic;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /** Starts reading where {@code group} stopped. */
    public static <E> GroupFollower start(
            String group, Topic<?, E> topic, KafkaSettings kafka, EventLedger<E> ledger, MeterRegistry metrics) {
        return GroupFollower.start(
                "audio-worker-" + group, group, topic, kafka, new EventConsumer<>(group, topic, ledger, metrics));
    }

    @Override
    public void read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<E> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record).ifPresentOrElse(events::add, () -> skip(describe(record) + " is not an event"));
        }
        if (!events.isEmpty()) {
            SqlErrors.skipping(
                    events,
                    ledger::write,
                    (event, refusal) ->
                            skip(event.getClass().getSimpleName() + " cannot be stored: " + refusal.getMessage()));
            count("noted", events.size());
        }
        ledger.settle();
    }

    /** The event; empty where the bytes are not a whole one. */
    private Optional<E> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(TopicConsumers.read(topic, record.value()))
                    .filter(ledger::isWhole);
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static String describe(ConsumerRecord<byte[], byte[]> record) {
        return "partition=" + record.partition() + " offset=" + record.offset();
    }

    private void skip(String what) {
        log.error("{}: {}, skipped", group, what);
        count("skipped", 1);
    }

    private void count(String outcome, int events) {
        metrics.counter("voicgen.catalog.events", "topic", topic.name(), "outcome", outcome)
                .increment(events);
    }
}
