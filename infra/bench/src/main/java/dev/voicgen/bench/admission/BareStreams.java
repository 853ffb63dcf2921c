package dev.voicgen.bench.admission;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The ceiling: exactly-once Streams on the same log with one thread, that writes three records of admission's sizes for each
 * it reads, and neither parses, stores nor decides.
 */
final class BareStreams implements AutoCloseable {

    static final String APPLICATION = "bench-streams";

    private static final List<String> TOPICS = List.of("bench.verdicts", "bench.jobs", "bench.events");
    private static final byte[] VERDICT = new byte[90];
    private static final byte[] EVENT = new byte[330];

    private final AtomicLong processed = new AtomicLong();
    private final KafkaStreams streams;

    private BareStreams(KafkaSettings kafka, Path stateDir) {
        streams = new KafkaStreams(topology(), properties(kafka, stateDir));
        streams.start();
    }

    static BareStreams start(KafkaSettings kafka, Path stateDir) {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.createTopics(TOPICS.stream()
                            .map(name -> new NewTopic(name, kafka.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no topics for the ceiling", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new BareStreams(kafka, stateDir);
    }

    long processed() {
        return processed.get();
    }

    private Topology topology() {
        Topology topology = new Topology()
                .addSource("log", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.SITE_COMMANDS.name())
                .addProcessor("pass", () -> new Pass(processed), "log");
        TOPICS.forEach(
                name -> topology.addSink(name, name, new ByteArraySerializer(), new ByteArraySerializer(), "pass"));
        return topology;
    }

    private static Properties properties(KafkaSettings kafka, Path stateDir) {
        Properties properties = new Properties();
        properties.putAll(kafka.client());
        properties.putAll(Map.of(
                "application.id", APPLICATION,
                "state.dir", stateDir.toString(),
                "num.stream.threads", "1",
                "processing.guarantee", "exactly_once_v2",
                "commit.interval.ms", "250",
                "producer.batch.size", "262144",
                "producer.linger.ms", "1",
                "consumer.auto.offset.reset", "earliest"));
        return properties;
    }

    private static final class Pass extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final AtomicLong processed;

        private Pass(AtomicLong processed) {
            this.processed = processed;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            context().forward(record.withValue(VERDICT), TOPICS.get(0));
            context().forward(record, TOPICS.get(1));
            context().forward(record.withValue(EVENT), TOPICS.get(2));
            processed.incrementAndGet();
        }
    }

    @Override
    public void close() {
        streams.close();
    }
}
