package dev.voicgen.ingress;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.bulk.BatchRoutes;
import dev.voicgen.ingress.events.AnalyticsRoute;
import dev.voicgen.ingress.events.EventsRoute;
import dev.voicgen.ingress.generate.GenerateRoute;
import dev.voicgen.ingress.limits.LimitRule;
import dev.voicgen.ingress.status.AudioRoutes;
import dev.voicgen.ingress.status.UsageRoute;
import dev.voicgen.ingress.voices.VoicesRoute;
import dev.voicgen.platform.http.BodyBudget;
import dev.voicgen.platform.http.BodyRule;
import dev.voicgen.platform.http.MediaType;
import dev.voicgen.platform.http.Route;
import dev.voicgen.platform.http.RouteTable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every route of this service. Audio files are no routes: {@link dev.voicgen.ingress.files.AudioFiles} serves them first. */
record IngressRoutes(
        RouteGate gate,
        GenerateRoute generate,
        AudioRoutes audio,
        UsageRoute usage,
        VoicesRoute voices,
        ApiDocument document,
        BatchRoutes batches,
        EventsRoute events,
        AnalyticsRoute analytics,
        Optional<DashboardForward> dashboard) {

    private static final BodyBudget ROOM = BodyBudget.forOwners();
    private static final BodyRule JSON = new BodyRule(List.of(MediaType.JSON), 1024 * 1024, ROOM);
    /**
     * Whoever sends it is known only afterwards, so it is no larger than a hundred events can be. A page that is closed can
     * send no JSON that calls itself so without asking first: {@code sendBeacon} sends text.
     */
    private static final BodyRule FROM_PAGES =
            new BodyRule(List.of(MediaType.JSON, "text/plain"), 256 * 1024, BodyBudget.forAnybody());

    RouteTable table() {
        List<Route> routes = new ArrayList<>(List.of(
                new Route(
                        POST,
                        "/v1/audio/generate",
                        RouteAudience.KEY,
                        gate.withKey(LimitRule.KEY, JSON, generate::handle)),
                withKey(GET, "/v1/audio/{post_id}/status", audio::statusByKey),
                withKey(GET, "/v1/audio", audio::list),
                withKey(GET, "/v1/audio/{post_id}", audio::show),
                withKey(DELETE, "/v1/audio/{post_id}", audio::delete),
                withKey(GET, "/v1/usage", usage::handle),
                withKey(GET, "/v1/analytics", analytics::handle),
                new Route(
                        POST,
                        "/v1/events/track",
                        RouteAudience.KEY,
                        gate.withKey(LimitRule.TRACKED_EVENTS, JSON, events::byKey)),
                new Route(
                        POST,
                        "/v1/public/events",
                        RouteAudience.DOMAIN,
                        gate.withDomain(LimitRule.PUBLIC_EVENTS, FROM_PAGES, events::domainOf, events::byDomain)),
                withDomain(GET, "/v1/public/audio", audio::showToReaders),
                withDomain(GET, "/v1/public/voices", voices::handle),
                withKey(POST, "/v1/audio/bulk", batches::upload),
                withKey(GET, "/v1/audio/bulk/{batch_id}", batches::show),
                withDomain(GET, "/v1/public/audio/status", audio::statusByDomain)));
        routes.addAll(List.of(
                new Route(GET, "/", RouteAudience.ANYONE, document::welcome),
                new Route(GET, "/openapi.yaml", RouteAudience.ANYONE, document::yaml),
                new Route(GET, "/openapi.json", RouteAudience.ANYONE, document::json),
                new Route(GET, "/docs", RouteAudience.ANYONE, document::page),
                new Route(GET, "/docs/{asset}", RouteAudience.ANYONE, document::asset)));
        dashboard.ifPresent(forward -> routes.addAll(sessionRoutes(forward)));
        return new RouteTable(routes);
    }

    void addTo(RoutesConfig config) {
        RouteTable table = table();
        table.refuseOtherMethods(config);
        table.addTo(config);
        table.allowedMethods(RouteAudience.DOMAIN)
                .forEach((path, methods) ->
                        config.addHttpHandler(OPTIONS, path, gate.preflight(methods), RouteAudience.DOMAIN));
    }

    private static List<Route> sessionRoutes(DashboardForward forward) {
        return Stream.of(
                        session(forward, "/v1/auth/<rest>", GET, POST),
                        session(forward, "/v1/sites", GET, POST),
                        session(forward, "/v1/sites/<rest>", GET, POST, PUT, PATCH, DELETE),
                        session(forward, "/v1/plans", GET, PUT),
                        session(forward, "/v1/plans/<rest>", GET, PUT, PATCH, DELETE),
                        session(forward, "/v1/accounts", GET, POST),
                        session(forward, "/v1/accounts/<rest>", GET, PUT, PATCH, DELETE),
                        session(forward, "/v1/voices", GET))
                .flatMap(routes -> routes)
                .toList();
    }

    private static Stream<Route> session(DashboardForward forward, String path, HandlerType... methods) {
        return Stream.of(methods).map(method -> new Route(method, path, RouteAudience.SESSION, forward::handle));
    }

    private Route withKey(HandlerType method, String path, RouteGate.KeyRoute route) {
        return new Route(method, path, RouteAudience.KEY, gate.withKey(LimitRule.KEY, route));
    }

    private Route withDomain(HandlerType method, String path, RouteGate.DomainRoute route) {
        return new Route(method, path, RouteAudience.DOMAIN, gate.withDomain(LimitRule.DOMAIN, route));
    }
}
