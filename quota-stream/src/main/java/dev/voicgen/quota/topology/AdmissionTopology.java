package dev.voicgen.quota.topology;

import dev.voicgen.contracts.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** One processor on the sites' log; everything it knows is in its stores, everything it says leaves by its sinks. */
public final class AdmissionTopology {

    /** Names the group, the transactions and the stores' topics: another name is another, empty ledger. */
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
     * The topology. Its source reads bytes: a record that cannot be read is an outcome of its own, decided where all others
     * are, and not an exception somewhere else.
     */
    public static Topology build(AdmissionMetrics metrics) {
        ByteArrayDeserializer reader = new ByteArrayDeserializer();
        Topology topology = new Topology()
                .addSource(COMMANDS, reader, reader, Topics.SITE_COMMANDS.name())
                .addProcessor(ADMISSION, new AdmissionProcessorSupplier(metrics), COMMANDS);
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
}
