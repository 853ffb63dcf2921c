package dev.voicgen.keyadmin;

import dev.voicgen.catalog.Database;
import dev.voicgen.keyadmin.account.AccountChanges;
import dev.voicgen.keyadmin.account.LoginThrottle;
import dev.voicgen.keyadmin.account.Logins;
import dev.voicgen.keyadmin.account.Passwords;
import dev.voicgen.keyadmin.account.Sessions;
import dev.voicgen.keyadmin.dashboard.Dashboard;
import dev.voicgen.keyadmin.http.AdminRoutes;
import dev.voicgen.keyadmin.http.Bodies;
import dev.voicgen.keyadmin.http.LoginRoutes;
import dev.voicgen.keyadmin.http.RouteDependencies;
import dev.voicgen.keyadmin.http.SecurityHeaders;
import dev.voicgen.keyadmin.http.SessionCookie;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.revocation.ControlLog;
import dev.voicgen.keyadmin.site.KeyUseWriter;
import dev.voicgen.keyadmin.site.RulesAdoption;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.platform.http.HttpBasics;
import dev.voicgen.platform.http.RouteTable;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.platform.service.Health;
import dev.voicgen.platform.service.Ownership;
import dev.voicgen.platform.service.Service;
import dev.voicgen.platform.service.ServiceMain;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Accounts, sites and keys, for programs with a session and on the dashboard's pages. Thread-safe. */
public final class KeyAdmin implements Service {

    /**
     * The site that a first start has made. This is the only moment when its key is known.
     *
     * @param email of the operator
     */
    public record FirstSite(String email, long siteId, Secret apiKey, Secret webhookSecret) {}

    private static final Duration PUBLISH_DEADLINE = Duration.ofSeconds(3);

    private final KeyAdminConfig config;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Ownership owned = new Ownership();

    private Database database;
    private ControlLog controlLog;
    private GroupFollower keyUseWriter;
    private FirstStart firstStart;
    private RouteTable routes;
    private Javalin server;

    private KeyAdmin(KeyAdminConfig config) {
        this.config = config;
    }

    public static void main(String[] args) {
        ServiceMain.run("key-admin", environment -> start(KeyAdminConfig.from(environment)));
    }

    /** @throws RuntimeException where Kafka or PostgreSQL do not answer; nothing is left running then */
    public static KeyAdmin start(KeyAdminConfig config) {
        KeyAdmin service = new KeyAdmin(config);
        try {
            service.startParts();
            return service;
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
    }

    /**
     * Makes the first operator, with a site named Demo for {@code localhost} that has one key. Does nothing and answers nothing
     * if there is a user already.
     */
    public Optional<FirstSite> createFirstSite(String email, String password) {
        return firstStart.createFirstSite(email, password);
    }

    @Override
    public URI url() {
        return HttpBasics.url(config.http(), server.port());
    }

    @Override
    public Health health() {
        return Health.good()
                .require(database.answers(), "PostgreSQL")
                .require(controlLog.isCurrent(), "key.control")
                .expect(keyUseWriter.isFollowing(), "uses of keys");
    }

    /** The routes that it serves, such as {@code GET /v1/sites/{site}}, without those of health and metrics. */
    Set<String> routes() {
        return routes.names();
    }

    @Override
    public void close() {
        owned.close();
    }

    private void startParts() {
        TopicProvisioner.createMissing(config.kafka());
        database = owned.take(Database.open("key-admin", config.database()));
        Jdbi jdbi = database.jdbi();
        controlLog = owned.take(ControlLog.start(config.kafka(), metrics));
        TopicProducer producer = owned.take(TopicProducer.open("key-admin", config.kafka(), PUBLISH_DEADLINE));
        Outbox outbox = new Outbox("key_outbox");
        OutboxRelay relay = owned.take(OutboxRelay.start(jdbi, outbox, producer, PUBLISH_DEADLINE));
        RulesAdoption.adoptEverywhere(jdbi, outbox);
        SiteChanges changes = owned.take(SiteChanges.start(jdbi, outbox, relay, controlLog));
        Passwords passwords = new Passwords();
        AccountChanges accounts = new AccountChanges(jdbi, passwords);
        firstStart = new FirstStart(jdbi, changes, accounts);
        firstStart.createOperator(config);
        keyUseWriter = owned.take(KeyUseWriter.start(jdbi, config.kafka()));
        server = serve(new RouteDependencies(jdbi, changes, accounts), passwords);
    }

    private Javalin serve(RouteDependencies service, Passwords passwords) {
        Jdbi jdbi = service.jdbi();
        Sessions sessions = new Sessions(jdbi, Clock.systemUTC());
        Logins logins = new Logins(jdbi, passwords, new LoginThrottle(System::nanoTime), sessions);
        LoginRoutes loginRoutes =
                new LoginRoutes(logins, sessions, new SessionCookie(config.isHttps()), config.proxies());
        Dashboard dashboard = new Dashboard(loginRoutes, service, config.apiUrl());
        routes =
                new RouteTable(Stream.concat(AdminRoutes.of(loginRoutes, service).stream(), dashboard.routes().stream())
                        .toList());
        Javalin javalin = Javalin.create(javalinConfig -> {
            configureHttp(javalinConfig);
            SessionGuard guard = new SessionGuard(sessions);
            javalinConfig.routes.beforeMatched(guard::check);
            new Bodies().register(javalinConfig.routes);
            javalinConfig.routes.beforeMatched(guard::refuseForgery);
            routes.addTo(javalinConfig.routes);
            dashboard.handleRefusals(javalinConfig.routes);
        });
        owned.take(javalin::stop);
        return javalin.start();
    }

    private void configureHttp(JavalinConfig javalin) {
        HttpBasics.configure(javalin, config.http(), this::health, metrics);
        javalin.routes.before(SecurityHeaders::set);
    }
}
