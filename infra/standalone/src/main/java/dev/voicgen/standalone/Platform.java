package dev.voicgen.standalone;

import dev.voicgen.embedded.EmbeddedDatabase;
import dev.voicgen.embedded.EmbeddedKafka;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * A whole platform in this process: a broker, a database and the four services, which talk to each other only through
 * those two, as they would on many machines. Thread-safe.
 */
public final class Platform implements AutoCloseable {

    /**
     * The site that the first start made.
     *
     * @param webhookSecret with which its callbacks are signed now
     */
    record DemoSite(long id, String webhookSecret) {

        static DemoSite of(String databaseUrl, Owner owner) {
            return Jdbi.create(databaseUrl)
                    .withHandle(handle -> handle.createQuery("""
                            select site.id, site.webhook_secret
                            from site join app_user using (account_id)
                            where app_user.email = :email
                            order by site.id
                            limit 1""")
                            .bind("email", owner.email())
                            .map(ConstructorMapper.of(DemoSite.class))
                            .one());
        }

        /** Hides the secret. */
        @Override
        public String toString() {
            return "DemoSite[" + id + "]";
        }
    }

    private final DataDirectory data;
    private final Parts parts;
    private final Map<String, String> settings;
    private final Services services;
    private final Owner owner;

    private Platform(DataDirectory data, Parts parts, Map<String, String> settings, Services services, Owner owner) {
        this.data = data;
        this.parts = parts;
        this.settings = settings;
        this.services = services;
        this.owner = owner;
    }

    /**
     * As {@link #start(PlatformOptions, Parts, Consumer)}, for a caller that never stops the platform while it starts.
     */
    public static Platform start(PlatformOptions options, Consumer<String> progress) throws IOException {
        return start(options, new Parts(), progress);
    }

    /**
     * Starts everything and returns when it is warm.
     *
     * @param parts where everything goes as it is started; closing them at any time stops it
     * @param progress gets the name of each step
     * @throws IOException where the data directory or a port cannot be used
     * @throws RuntimeException where a part does not start; in either case nothing is left running
     */
    public static Platform start(PlatformOptions options, Parts parts, Consumer<String> progress) throws IOException {
        DataDirectory data = options.data();
        PublicSockets sockets = PublicSockets.open(options.apiPort(), options.dashboardPort());
        parts.add(sockets);
        try {
            progress.accept("Starting Kafka and PostgreSQL");
            BackendPorts ports = BackendPorts.lastOf(data);
            CompletableFuture<EmbeddedKafka> kafka = parts.start(
                    () -> BackendPorts.startPreferring(ports.kafka(), port -> EmbeddedKafka.start(data.kafka(), port)));
            CompletableFuture<EmbeddedDatabase> database = parts.start(() -> BackendPorts.startPreferring(
                    ports.database(), port -> EmbeddedDatabase.start(data.database(), port, true)));
            parts.await(kafka, database);
            new BackendPorts(kafka.join().port(), database.join().port()).keep(data);
            Map<String, String> settings =
                    options.ofServices(sockets, kafka.join().bootstrapServers(), database.join());
            Owner owner = Owner.of(data);
            Services services = Services.start(settings, sockets, owner, parts, progress);
            return new Platform(data, parts, settings, services, owner);
        } catch (IOException | RuntimeException e) {
            parts.close();
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
        parts.close();
    }
}
