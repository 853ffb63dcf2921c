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
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the events of a topic into the database, as one member of a group of all workers. For one thread. */
public final class CatalogFollower<E> implements GroupFollower.Reader {

    /** Writes the events of one topic to the database. For one thread. */
    public interface Writer<E> {

        /**
         * Writes {@code events} in their order, in one or several transactions. After a failure all of them are redelivered,
         * also those that were written before it, so every write may be repeated.
         *
         * @throws JdbiException where the database is away or refuses one of them
         */
        void write(List<E> events);

        /** Called after every poll of the topic, several times in a few seconds, for work that follows from the events. */
        void settle();
    }

    private static final Logger log = LoggerFactory.getLogger(CatalogFollower.class);

    private final String group;
    private final Topic<?, E> topic;
    private final Writer<E> writer;
    private final MeterRegistry metrics;

    private CatalogFollower(String group, Topic<?, E> topic, Writer<E> writer, MeterRegistry metrics) {
        this.group = group;
        this.topic = topic;
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Starts reading at the committed offset of {@code group}. */
    public static <E> GroupFollower start(
            String group, Topic<?, E> topic, KafkaSettings kafka, Writer<E> writer, MeterRegistry metrics) {
        return GroupFollower.start(
                "audio-worker-" + group, group, topic, kafka, new CatalogFollower<>(group, topic, writer, metrics));
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
                    writer::write,
                    (event, refusal) ->
                            skip(event.getClass().getSimpleName() + " cannot be stored: " + refusal.getMessage()));
            count("noted", events.size());
        }
        writer.settle();
    }

    /** Empty where the bytes are not a complete event. */
    private Optional<E> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(TopicConsumers.read(topic, record.value()));
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
