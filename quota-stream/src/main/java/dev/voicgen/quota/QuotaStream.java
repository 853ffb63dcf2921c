package dev.voicgen.quota;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.http.HealthServer;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.platform.service.Health;
import dev.voicgen.platform.service.Ownership;
import dev.voicgen.platform.service.Service;
import dev.voicgen.platform.service.ServiceMain;
import dev.voicgen.quota.analytics.AnalyticsMetrics;
import dev.voicgen.quota.analytics.AnalyticsTopology;
import dev.voicgen.quota.sink.AnalyticsDayTable;
import dev.voicgen.quota.sink.CounterSink;
import dev.voicgen.quota.sink.LateDatabase;
import dev.voicgen.quota.sink.UsageMonthTable;
import dev.voicgen.quota.topology.AdmissionMetrics;
import dev.voicgen.quota.topology.AdmissionTopology;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;

/** The service of admission and analytics. Instances share the sites and take over from each other. */
public final class QuotaStream implements Service {

    private static final String NAME = "quota-stream";

    private final Ownership owned = new Ownership();
    private final BrokerProbe broker;
    private final RunningTopology admission;
    private final RunningTopology analytics;
    private final GroupFollower months;
    private final GroupFollower days;
    private final HealthServer server;

    private QuotaStream(QuotaStreamConfig config) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try {
            broker = owned.take(BrokerProbe.open(config.kafka()));
            StateDirectory state = owned.take(StateDirectory.open(config.stateDir()));
            admission = owned.take(RunningTopology.start(
                    "admission",
                    AdmissionTopology.build(new AdmissionMetrics(metrics)),
                    StreamsProperties.ofAdmission(config, state.path()),
                    state));
            analytics = owned.take(RunningTopology.start(
                    "analytics",
                    AnalyticsTopology.build(new AnalyticsMetrics(metrics)),
                    StreamsProperties.ofAnalytics(config, state.path()),
                    state));
            LateDatabase database = owned.take(new LateDatabase(NAME, config.database()));
            months = owned.take(
                    CounterSink.start(Topics.USAGE_COUNTERS, UsageMonthTable.class, database, config.kafka()));
            days = owned.take(
                    CounterSink.start(Topics.ANALYTICS_DAYS, AnalyticsDayTable.class, database, config.kafka()));
            admission.awaitRunning();
            analytics.awaitRunning();
            server = owned.take(HealthServer.start(config.http(), this::health, metrics));
        } catch (RuntimeException | Error e) {
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
        owned.close();
    }
}
