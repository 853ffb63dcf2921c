package dev.voicgen.quota;

import dev.voicgen.platform.http.HealthServer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.platform.service.Health;
import dev.voicgen.platform.service.Service;
import dev.voicgen.platform.service.ServiceMain;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;

/** Decides what each site may do. Instances share the sites among them and take over from each other. */
public final class QuotaStream implements Service {

    private final BrokerProbe broker;
    private final AdmissionStreams admission;
    private final HealthServer server;

    private QuotaStream(QuotaStreamConfig config) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        broker = BrokerProbe.open(config.kafka());
        try {
            admission = AdmissionStreams.start(config, metrics);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        try {
            server = HealthServer.start(config.http(), this::health, metrics);
        } catch (RuntimeException e) {
            admission.close();
            broker.close();
            throw e;
        }
    }

    public static void main(String[] args) {
        ServiceMain.run("quota-stream", environment -> start(QuotaStreamConfig.from(environment)));
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

    /** {@code admission} is missing while sites are moved between instances, too. */
    @Override
    public Health health() {
        return Health.good().require(broker.answers(), "kafka").require(admission.isRunning(), "admission");
    }

    @Override
    public void close() {
        server.close();
        admission.close();
        broker.close();
    }
}
