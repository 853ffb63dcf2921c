package dev.voicgen.quota.analytics;

import dev.voicgen.contracts.player.DayCount;
import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker, and the newest counters that came out of it. */
final class AnalyticsDriver implements AutoCloseable {

    final Map<String, DayCount> days = new HashMap<>();
    final Map<String, EventUsage> months = new HashMap<>();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> log;

    AnalyticsDriver(Path stateDir) {
        Properties config = new Properties();
        config.put("application.id", "analytics-test");
        config.put("bootstrap.servers", "unused:1");
        config.put("state.dir", stateDir.toString());
        driver = new TopologyTestDriver(AnalyticsTopology.build(new AnalyticsMetrics(metrics)), config);
        log = driver.createInputTopic(
                Topics.PLAYER_EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void append(PlayerEvent event, Instant at) {
        append(
                String.valueOf(event.siteId()),
                Topics.PLAYER_EVENTS.values().serializer().serialize(Topics.PLAYER_EVENTS.name(), event),
                at);
    }

    void append(String key, byte[] value, Instant at) {
        log.pipeInput(key.getBytes(StandardCharsets.UTF_8), value, at);
        drain(Topics.ANALYTICS_DAYS, days);
        drain(Topics.ANALYTICS_MONTHS, months);
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.DEAD_EVENTS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    double outcomes(String outcome) {
        return metrics.counter("analytics.events", "outcome", outcome).count();
    }

    private <V> void drain(Topic<String, V> topic, Map<String, V> into) {
        driver.createOutputTopic(
                        topic.name(),
                        topic.keys().deserializer(),
                        topic.values().deserializer())
                .readKeyValuesToList()
                .forEach(counter -> into.put(counter.key, counter.value));
    }

    @Override
    public void close() {
        driver.close();
    }
}
