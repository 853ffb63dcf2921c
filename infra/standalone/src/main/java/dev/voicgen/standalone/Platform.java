package dev.voicgen.standalone;

import dev.voicgen.embedded.EmbeddedDatabase;
import dev.voicgen.embedded.EmbeddedKafka;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A whole platform in this process: a broker, a database and the four services, which talk to each other only through
 * those two, as they would on many machines. Thread-safe.
 */
public final class Platform implements AutoCloseable {

    private final DataDirectory data;
    private final Parts backends;
    private final Map<String, String> settings;
    private final Services services;
    private final Owner owner;

    private Platform(DataDirectory data, Parts backends, Map<String, String> settings, Services services, Owner owner) {
        this.data = data;
        this.backends = backends;
        this.settings = settings;
        this.services = services;
        this.owner = owner;
    }

    /**
     * Starts everything and returns when it is warm.
     *
     * @param progress is told each step in a few words
     * @throws IOException where the data directory or a port cannot be used
     * @throws RuntimeException where a part does not start; in either case nothing is left running
     */
    public static Platform start(PlatformOptions options, Consumer<String> progress) throws IOException {
        DataDirectory data = options.data();
        int apiPort = Ports.claim(options.apiPort(), "--api-port");
        int dashboardPort = Ports.claim(options.dashboardPort(), "--dashboard-port");
        Parts backends = new Parts();
        try {
            progress.accept("Starting Kafka and PostgreSQL");
            BackendPorts ports = BackendPorts.lastOf(data);
            CompletableFuture<EmbeddedKafka> kafka = backends.start(
                    () -> BackendPorts.startPreferring(ports.kafka(), port -> EmbeddedKafka.start(data.kafka(), port)));
            CompletableFuture<EmbeddedDatabase> database = backends.start(() -> BackendPorts.startPreferring(
                    ports.database(), port -> EmbeddedDatabase.start(data.database(), port, true)));
            backends.await(kafka, database);
            new BackendPorts(kafka.join().port(), database.join().port()).keep(data);
            Map<String, String> settings = ServiceSettings.of(
                    options, apiPort, dashboardPort, kafka.join().bootstrapServers(), database.join());
            Owner owner = Owner.of(data);
            Services services = Services.start(settings, owner, progress);
            return new Platform(data, backends, settings, services, owner);
        } catch (IOException | RuntimeException e) {
            backends.close();
            throw e;
        }
    }

    public Services services() {
        return services;
    }

    DataDirectory data() {
        return data;
    }

    /** The settings with which another process can run a service beside this platform. */
    Map<String, String> settings() {
        return settings;
    }

    Owner owner() {
        return owner;
    }

    /** Of JDBC, with user and password. */
    String databaseUrl() {
        String url = settings.get("VOICGEN_DATABASE_URL");
        return url + (url.contains("?") ? "&" : "?") + "user=" + settings.get("VOICGEN_DATABASE_USER") + "&password="
                + settings.get("VOICGEN_DATABASE_PASSWORD");
    }

    DemoSite demoSite() {
        return DemoSite.of(databaseUrl(), owner);
    }

    @Override
    public void close() {
        services.close();
        backends.close();
    }
}
