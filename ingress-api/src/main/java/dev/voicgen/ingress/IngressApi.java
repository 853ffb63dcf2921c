package dev.voicgen.ingress;

import dev.voicgen.catalog.Database;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.admission.AdmissionProbe;
import dev.voicgen.ingress.bulk.BatchRoutes;
import dev.voicgen.ingress.events.AnalyticsRoute;
import dev.voicgen.ingress.events.EventLog;
import dev.voicgen.ingress.events.EventUsages;
import dev.voicgen.ingress.events.EventsRoute;
import dev.voicgen.ingress.files.AudioFiles;
import dev.voicgen.ingress.generate.GenerateRoute;
import dev.voicgen.ingress.generate.SubmissionReader;
import dev.voicgen.ingress.limits.LimitExchange;
import dev.voicgen.ingress.limits.RateLimits;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.ingress.status.AudioCatalog;
import dev.voicgen.ingress.status.AudioRoutes;
import dev.voicgen.ingress.status.AudioUrls;
import dev.voicgen.ingress.status.KnownAudio;
import dev.voicgen.ingress.status.UsageRoute;
import dev.voicgen.ingress.voices.VoiceCatalog;
import dev.voicgen.ingress.voices.VoicesRoute;
import dev.voicgen.platform.http.HttpBasics;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The API that publishers and readers call. */
public final class IngressApi implements Service {

    private static final int MAX_THREADS = 200;
    /** Left to the key look-ups that stand in for a missing lease. */
    private static final int RESERVED_CONNECTIONS = 1;

    private final IngressConfig config;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    private final Ownership owned = new Ownership();
    private final Database database;
    private final KeyEdge edge;
    private final AdmissionProbe probe;
    private final IngressRoutes routes;
    private final LimitExchange exchange;
    private final EventUsages usages;
    private final Javalin javalin;

    public static void main(String[] args) {
        ServiceMain.run("ingress-api", environment -> start(IngressConfig.from(environment)));
    }

    /**
     * Returns when it listens and is warm.
     *
     * @throws RuntimeException where Kafka or the database cannot be reached within half a minute or the port is taken
     */
    public static IngressApi start(IngressConfig config) {
        return start(config, KeyEdge::live);
    }

    static IngressApi start(IngressConfig config, KeyEdge.Start edge) {
        return new IngressApi(config, edge);
    }

    private IngressApi(IngressConfig config, KeyEdge.Start edgeStart) {
        this.config = config;
        try {
            threads.setName("http");
            LifeCycle.start(threads);
            owned.take(() -> LifeCycle.stop(threads));
            TopicProvisioner.createMissing(config.kafka());
            this.database = owned.take(Database.open("ingress-api", config.database()));
            TopicProducer producer =
                    owned.take(TopicProducer.open("ingress-api", config.kafka(), AdmissionClient.DEADLINE));
            this.edge = edgeStart.start(config.kafka(), producer, database, metrics);
            owned.take(edge.stop());
            AdmissionClient admission = owned.take(AdmissionClient.start(config.kafka(), producer, threads, metrics));
            this.probe = new AdmissionProbe(admission);
            RateLimits limits = new RateLimits();
            this.exchange = owned.take(LimitExchange.start(config.kafka(), producer, limits));
            this.usages = owned.take(EventUsages.start(config.kafka()));
            this.routes = routes(admission, limits);
            probe.warmUp(config.warmUp());
            this.javalin = Javalin.create(http -> configure(http, routes)).start();
            owned.take(javalin::stop);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public URI url() {
        return HttpBasics.url(config.http(), javalin.port());
    }

    @Override
    public Health health() {
        CompletableFuture<Boolean> decides = probe.answers();
        Optional<String> keys = edge.missing().get();
        return Health.good()
                .require(keys.isEmpty(), "keys (" + keys.orElse("") + ")")
                .require(database.answers(), "database")
                .require(exchange.isRunning(), "exchange of limits")
                .require(usages.isRunning(), "event usages")
                .require(decides.join(), "admission");
    }

    @Override
    public void close() {
        owned.close();
    }

    /** The routes it serves, such as {@code GET /v1/usage}; not those of files, health and metrics. */
    Set<String> routes() {
        return routes.table().names();
    }

    private IngressRoutes routes(AdmissionClient admission, RateLimits limits) {
        VoiceCatalog voices = owned.take(VoiceCatalog.start(database));
        int readers = Math.max(1, config.database().connections() - RESERVED_CONNECTIONS);
        DatabaseReads reads = owned.take(new DatabaseReads(database, readers, threads));
        AudioCatalog catalog = new AudioCatalog(reads);
        AudioUrls urls = new AudioUrls(config.publicUrl());
        KnownAudio known = new KnownAudio(catalog, threads);
        SubmissionReader submissions = new SubmissionReader(voices::current);
        BatchRoutes batches = owned.take(new BatchRoutes(config.kafka(), submissions, admission, reads, urls));
        EventLog events = owned.take(new EventLog(config.kafka(), threads));
        return new IngressRoutes(
                new RouteGate(edge.rights(), limits, threads, Clock.systemUTC()),
                new GenerateRoute(submissions, admission, known, urls, threads),
                new AudioRoutes(catalog, known, admission, voices::current, urls),
                new UsageRoute(admission),
                new VoicesRoute(voices::current, reads),
                new ApiDocument(),
                batches,
                new EventsRoute(events, usages, Clock.systemUTC()),
                new AnalyticsRoute(reads),
                config.dashboardUrl().map(target -> new DashboardForward(target, config.proxies(), threads)));
    }

    private void configure(JavalinConfig http, IngressRoutes routes) {
        http.jetty.threadPool = threads;
        http.jetty.modifyServer(server -> server.insertHandler(new AudioFiles(config.audioDirectory())));
        HttpBasics.configure(http, config.http(), this::health, metrics);
        routes.addTo(http.routes);
    }
}
