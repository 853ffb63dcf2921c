package dev.voicgen.quota;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.analytics.AnalyticsTopology;
import dev.voicgen.quota.topology.AdmissionTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How the streams clients run. */
final class StreamsProperties {

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);
    /** Some dozen jobs: with one request on its way, a batch of the default size is a round trip for every three. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** The least that brokers allow unless they are told otherwise; until then nobody decides for a killed instance's sites. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    /** With its next heartbeat a survivor hears that somebody is missing. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(500);
    /** Whoever takes over waits for a killed instance's open transaction, too: it must not outlive the session. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PROBING_REBALANCE_INTERVAL = Duration.ofMinutes(1);
    /** In records. More than a copy is behind by under load; so few that a new instance, cold still, takes over no great state. */
    private static final long ACCEPTABLE_RECOVERY_LAG = 1_000;

    private StreamsProperties() {}

    static Properties ofAdmission(QuotaStreamConfig config, Path stateDir) {
        return of(AdmissionTopology.APPLICATION_ID, config.threads(), config, stateDir);
    }

    static Properties ofAnalytics(QuotaStreamConfig config, Path stateDir) {
        return of(AnalyticsTopology.APPLICATION_ID, config.analyticsThreads(), config, stateDir);
    }

    private static Properties of(String applicationId, int threads, QuotaStreamConfig config, Path stateDir) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.putAll(config.kafka().client());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.kafka().replicas());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // An added instance takes its share once its copy of the state has caught up. Until then the others go on.
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, ACCEPTABLE_RECOVERY_LAG);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_REBALANCE_INTERVAL.toMillis());
        // Each task has one input: there is no other whose records would have to be waited for.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_RECORD_BYTES);
        properties.put(
                topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                config.kafka().minInSyncReplicas());
        putConsumer(properties);
        putProducer(properties);
        return properties;
    }

    private static void putConsumer(Properties properties) {
        properties.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), millis(SESSION_TIMEOUT));
        properties.put(mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), millis(HEARTBEAT_INTERVAL));
        properties.put(mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), millis(MAX_POLL_INTERVAL));
    }

    private static void putProducer(Properties properties) {
        // Clients wait for verdicts. A millisecond costs them little and makes batches under load.
        properties.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        // The first batch of a transaction may be told to come again. One on its way behind it would be out of
        // sequence.
        properties.put(producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        properties.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), millis(TRANSACTION_TIMEOUT));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
