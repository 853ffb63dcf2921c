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

/** The properties of the Kafka Streams clients. */
final class StreamsProperties {

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);
    /** Some dozen jobs. With one request in flight, the default batch size would cost a round trip for every three jobs. */
    private static final int BATCH_BYTES = 256 * 1024;

    /**
     * The shortest that brokers allow by default (group.min.session.timeout.ms). After the kill of an instance its sites get no
     * verdicts until this time has passed.
     */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    /** The other instances learn of a missing one with their next heartbeat. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(500);
    /** The instance that takes over waits for the end of a killed instance's transaction, so it must not outlive the session. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PROBING_REBALANCE_INTERVAL = Duration.ofMinutes(1);
    /** In records. A standby lags less than this under load; a new, cold instance with a large state to restore lags more. */
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
        // A broker may refuse the first batch of a transaction for a moment. A second one in flight would then be out
        // of
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
