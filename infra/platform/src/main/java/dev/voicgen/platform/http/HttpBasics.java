package dev.voicgen.platform.http;

import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.database.SqlErrors;
import dev.voicgen.platform.service.Health;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every service's HTTP server has: request ids, one error body, {@code /healthz} and {@code /metrics}. */
public final class HttpBasics {

    private static final Logger log = LoggerFactory.getLogger(HttpBasics.class);
    private static final long STOP_WAIT_MS = 5_000;
    private static final Duration READ_ON = Duration.ofSeconds(30);

    /** Only what a path cannot mean two things by; a post id may have a percent sign or a backslash in it. */
    private static final UriCompliance UNAMBIGUOUS_PATHS = UriCompliance.DEFAULT.with(
            "VOICGEN",
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private HttpBasics() {}

    /** Adds all of it to {@code config}. */
    public static void configure(
            JavalinConfig config, HttpSettings http, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.addConnector((server, protocol) -> connector(http, server, protocol));
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(HttpBasics::configureProtocol);
        config.jetty.modifyServer(HttpBasics::configureServer);
        config.jetty.modifyServletContextHandler(servlets -> servlets.setErrorHandler(new TransportErrors()));
        config.routes.exception(FailedRequest.class, (e, ctx) -> Envelope.failure(ctx, e.error()));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> Envelope.failure(ctx, ofHttp(e)));
        config.routes.exception(JdbiException.class, HttpBasics::databaseFailed);
        config.routes.exception(Exception.class, HttpBasics::unexpected);
        config.routes.before("/v1/*", AcceptHeader::check);
        config.routes.get("/healthz", new HealthRoute(health));
        config.routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()));
    }

    /** Where a started server can be reached from this machine. */
    public static URI url(HttpSettings http, int port) {
        String host = "0.0.0.0".equals(http.host()) ? "127.0.0.1" : http.host();
        return URI.create("http://" + host + ":" + port);
    }

    private static ServerConnector connector(HttpSettings http, Server server, HttpConfiguration protocol) {
        ServerConnector connector = new ServerConnector(server, new SerialConnections(protocol));
        connector.setHost(http.host());
        connector.setPort(http.port());
        connector.setAcceptQueueSize(HttpSettings.BACKLOG);
        http.socket().ifPresent(socket -> open(connector, socket));
        return connector;
    }

    private static void open(ServerConnector connector, ServerSocketChannel socket) {
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configureProtocol(HttpConfiguration jetty) {
        jetty.setSendServerVersion(false);
        jetty.setUriCompliance(UNAMBIGUOUS_PATHS);
    }

    private static void configureServer(Server server) {
        server.setErrorHandler(new TransportErrors());
        server.setStopTimeout(STOP_WAIT_MS);
        server.insertHandler(new ReplayedBodies());
        server.insertHandler(new HeadAsGet());
        // From here outwards: a stop waits for answers, not for what is thrown away behind them.
        server.insertHandler(new GracefulHandler());
        server.insertHandler(new UnreadBodies(READ_ON));
        server.insertHandler(new StalledSenders());
        server.insertHandler(new RequestId.Assigner());
    }

    private static ApiError ofHttp(HttpResponseException e) {
        ApiError failure = ApiError.ofStatus(e.getStatus());
        String allowed = e instanceof MethodNotAllowedResponse ? e.getDetails().get("availableMethods") : null;
        return allowed == null ? failure : notAllowed(List.of(allowed.split(", *")));
    }

    /** What may be asked for instead: HEAD wherever GET is. */
    public static ApiError notAllowed(List<String> methods) {
        String allow = methods.stream()
                .flatMap(method -> "GET".equals(method) ? Stream.of("GET", "HEAD") : Stream.of(method))
                .collect(Collectors.joining(", "));
        return ApiError.ofStatus(405).withHeader("Allow", allow);
    }

    /** That the database is away is no fault of this service, and passes. */
    private static void databaseFailed(JdbiException e, Context ctx) {
        if (SqlErrors.isAway(e)) {
            log.warn("{} {}: the database is away: {}", ctx.method(), ApiKey.hiddenIn(ctx.path()), e.toString());
            Envelope.failure(ctx, ApiError.ofStatus(503));
        } else {
            unexpected(e, ctx);
        }
    }

    /** Nobody reads the answer to a client that has hung up. */
    private static void unexpected(Exception e, Context ctx) {
        if (e instanceof EofException) {
            log.debug("{} {}: the client hung up", ctx.method(), ApiKey.hiddenIn(ctx.path()));
            return;
        }
        log.error("{} {} failed", ctx.method(), ApiKey.hiddenIn(ctx.path()), e);
        Envelope.failure(ctx, ApiError.of(500, "internal_error", "Something went wrong on our side."));
    }
}
