package dev.voicgen.quota.topology;

import dev.voicgen.contracts.topic.Topics;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** One processor on the sites' log. Its state is in its stores, its output goes to its sinks. */
public final class AdmissionTopology {

    /** Names the group, the transactions and the changelogs. Another name would be another, empty ledger. */
    public static final String APPLICATION_ID = "voicgen-admission";

    static final String COMMANDS = "site-commands";
    static final String ADMISSION = "admission";
    static final String VERDICTS = "verdicts";
    static final String JOBS = "jobs";
    static final String BULK_JOBS = "bulk-jobs";
    static final String EVENTS = "events";
    static final String BATCHES = "batches";
    static final String USAGE = "usage";
    static final String DEAD_LETTERS = "dead-letters";

    private AdmissionTopology() {}

    /**
     * Builds the topology. Its source reads bytes, so that a record that cannot be read reaches the processor and becomes a dead
     * letter.
     */
    public static Topology build(AdmissionMetrics metrics) {
        ByteArrayDeserializer reader = new ByteArrayDeserializer();
        Topology topology = new Topology()
                .addSource(COMMANDS, reader, reader, Topics.SITE_COMMANDS.name())
                .addProcessor(ADMISSION, new Supplier(metrics), COMMANDS);
        addSink(topology, VERDICTS, Topics.ADMISSION_VERDICTS.name());
        addSink(topology, JOBS, Topics.AUDIO_JOBS.name());
        addSink(topology, BULK_JOBS, Topics.AUDIO_JOBS_BULK.name());
        addSink(topology, EVENTS, Topics.AUDIO_EVENTS.name());
        addSink(topology, BATCHES, Topics.BATCH_EVENTS.name());
        addSink(topology, USAGE, Topics.USAGE_COUNTERS.name());
        addSink(topology, DEAD_LETTERS, Topics.DEAD_COMMANDS.name());
        return topology;
    }

    private static void addSink(Topology topology, String name, String topic) {
        ByteArraySerializer writer = new ByteArraySerializer();
        topology.addSink(name, topic, writer, writer, ADMISSION);
    }

    /** Connects each processor to its stores. */
    private record Supplier(AdmissionMetrics metrics) implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new AdmissionProcessor(metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return LedgerStores.builders();
        }
    }
}
