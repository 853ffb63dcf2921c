package dev.voicgen.quota;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.http.HealthServer;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.platform.service.Health;
import dev.voicgen.platform.service.Service;
import dev.voicgen.platform.service.ServiceMain;
import dev.voicgen.quota.analytics.AnalyticsMetrics;
import dev.voicgen.quota.analytics.AnalyticsTopology;
import dev.voicgen.quota.analytics.DayTable;
import dev.voicgen.quota.sink.CounterSink;
import dev.voicgen.quota.sink.LateDatabase;
import dev.voicgen.quota.topology.AdmissionMetrics;
import dev.voicgen.quota.topology.AdmissionTopology;
import dev.voicgen.quota.usage.UsageTable;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what each site may do, and counts what its readers do. Instances share the sites and take over from each other. */
public final class QuotaStream implements Service {

    private static final Logger log = LoggerFactory.getLogger(QuotaStream.class);
    private static final String NAME = "quota-stream";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final BrokerProbe broker;
    private final RunningTopology admission;
    private final RunningTopology analytics;
    private final GroupFollower months;
    private final GroupFollower days;
    private final HealthServer server;

    private QuotaStream(QuotaStreamConfig config) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try {
            broker = opened(BrokerProbe.open(config.kafka()));
            StateDirectory state = opened(StateDirectory.open(config.stateDir()));
            admission = opened(RunningTopology.start(
                    "admission",
                    AdmissionTopology.build(new AdmissionMetrics(metrics)),
                    StreamsProperties.ofAdmission(config, state.path()),
                    state));
            analytics = opened(RunningTopology.start(
                    "analytics",
                    AnalyticsTopology.build(new AnalyticsMetrics(metrics)),
                    StreamsProperties.ofAnalytics(config, state.path()),
                    state));
            LateDatabase database = opened(new LateDatabase(NAME, config.database()));
            months = opened(CounterSink.start(Topics.USAGE_COUNTERS, new UsageTable(), database, config.kafka()));
            days = opened(CounterSink.start(Topics.ANALYTICS_DAYS, new DayTable(), database, config.kafka()));
            admission.awaitRunning();
            analytics.awaitRunning();
            server = opened(HealthServer.start(config.http(), this::health, metrics));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public static void main(String[] args) {
        ServiceMain.run(NAME, environment -> start(QuotaStreamConfig.from(environment)));
    }

    /**
     * Returns once this instance takes its share of the decisions.
     *
     * @throws RuntimeException where Kafka cannot be reached, the state directory is in use, or the instance has no share
     *     within two minutes
     */
    public static QuotaStream start(QuotaStreamConfig config) {
        TopicProvisioner.createMissing(config.kafka());
        return new QuotaStream(config);
    }

    @Override
    public URI url() {
        return server.url();
    }

    /**
     * {@code admission} and {@code analytics} are missing while sites are moved between instances, too. Both do their work
     * without the database: the tables are behind until it is there again.
     */
    @Override
    public Health health() {
        return Health.good()
                .require(broker.answers(), "kafka")
                .require(admission.isRunning(), "admission")
                .require(analytics.isRunning(), "analytics")
                .expect(months.isFollowing(), "usage_month")
                .expect(days.isFollowing(), "analytics_day");
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                log.warn("a part did not stop cleanly", e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }
}
