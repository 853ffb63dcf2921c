package dev.voicgen.quota.analytics;

import dev.voicgen.contracts.topic.Topics;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** One processor on the log of player events; what it counts leaves by two sinks, what it cannot read by a third. */
public final class AnalyticsTopology {

    /** Names the group, the transactions and the changelogs. With another name counting starts from zero. */
    public static final String APPLICATION_ID = "voicgen-analytics";

    static final String EVENTS = "player-events";
    static final String ANALYTICS = "analytics";
    static final String DAYS = "days";
    static final String MONTHS = "months";
    static final String DEAD_LETTERS = "dead-letters";

    private AnalyticsTopology() {}

    /** The topology. Its source reads bytes, so that a record that cannot be read does not stop its partition. */
    public static Topology build(AnalyticsMetrics metrics) {
        ByteArrayDeserializer reader = new ByteArrayDeserializer();
        ByteArraySerializer writer = new ByteArraySerializer();
        return new Topology()
                .addSource(EVENTS, reader, reader, Topics.PLAYER_EVENTS.name())
                .addProcessor(ANALYTICS, new Supplier(metrics), EVENTS)
                .addSink(DAYS, Topics.ANALYTICS_DAYS.name(), writer, writer, ANALYTICS)
                .addSink(MONTHS, Topics.ANALYTICS_MONTHS.name(), writer, writer, ANALYTICS)
                .addSink(DEAD_LETTERS, Topics.DEAD_EVENTS.name(), writer, writer, ANALYTICS);
    }

    /** Connects each processor to its stores. */
    private record Supplier(AnalyticsMetrics metrics) implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new AnalyticsProcessor(metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return AnalyticsStores.builders();
        }
    }
}
