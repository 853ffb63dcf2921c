package dev.voicgen.quota.topology;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker; offsets count from 0 on partition 0. */
final class AdmissionDriver implements AutoCloseable {

    final MeterRegistry metrics = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> log;

    AdmissionDriver(Path stateDir) {
        Properties config = new Properties();
        config.put("application.id", "admission-test");
        config.put("bootstrap.servers", "unused:1");
        config.put("state.dir", stateDir.toString());
        driver = new TopologyTestDriver(AdmissionTopology.build(new AdmissionMetrics(metrics)), config);
        log = driver.createInputTopic(
                Topics.SITE_COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void append(SiteCommand command, Instant at) {
        append(String.valueOf(command.siteId()), bytes(command), at);
    }

    void append(String key, byte[] value, Instant at) {
        byte[] keyBytes = Topics.SITE_COMMANDS.keys().serializer().serialize(Topics.SITE_COMMANDS.name(), key);
        log.pipeInput(keyBytes, value, at);
    }

    static byte[] bytes(SiteCommand command) {
        return Topics.SITE_COMMANDS.values().serializer().serialize(Topics.SITE_COMMANDS.name(), command);
    }

    List<TestRecord<String, Verdict>> verdicts() {
        return read(Topics.ADMISSION_VERDICTS);
    }

    List<TestRecord<String, AudioJob>> jobs() {
        return read(Topics.AUDIO_JOBS);
    }

    List<TestRecord<String, AudioJob>> bulkJobs() {
        return read(Topics.AUDIO_JOBS_BULK);
    }

    List<TestRecord<String, BatchEvent>> batchEvents() {
        return read(Topics.BATCH_EVENTS);
    }

    List<TestRecord<String, UsageCount>> usageCounts() {
        return read(Topics.USAGE_COUNTERS);
    }

    List<TestRecord<String, AudioEvent>> events() {
        return read(Topics.AUDIO_EVENTS);
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return read(Topics.DEAD_COMMANDS);
    }

    /** Every output, byte for byte. */
    List<TestRecord<byte[], byte[]>> raw(Topic<?, ?> topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** All that a store holds, by its keys. */
    Map<String, byte[]> stored(String store) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> all =
                driver.<String, byte[]>getKeyValueStore(store).all()) {
            all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        return entries;
    }

    private <K, V> List<TestRecord<K, V>> read(Topic<K, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keys().deserializer(),
                        topic.values().deserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
