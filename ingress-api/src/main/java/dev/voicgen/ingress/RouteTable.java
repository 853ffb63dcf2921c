package dev.voicgen.ingress;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import dev.voicgen.ingress.access.Access;
import dev.voicgen.ingress.bulk.BulkRoutes;
import dev.voicgen.ingress.docs.ApiDocument;
import dev.voicgen.ingress.events.AnalyticsRoute;
import dev.voicgen.ingress.events.EventsRoute;
import dev.voicgen.ingress.forward.DashboardForward;
import dev.voicgen.ingress.generate.GenerateRoute;
import dev.voicgen.ingress.limits.Rule;
import dev.voicgen.ingress.status.AudioRoutes;
import dev.voicgen.ingress.status.PublicRoutes;
import dev.voicgen.ingress.status.StatusRoutes;
import dev.voicgen.ingress.status.UsageRoute;
import dev.voicgen.ingress.voices.VoicesRoute;
import dev.voicgen.platform.http.BodyBudget;
import dev.voicgen.platform.http.BodyRule;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.HttpBasics;
import dev.voicgen.platform.http.MediaType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every route there is: method, path, who may call it, and what it does. Audio files are served before these. */
record RouteTable(
        Access access,
        GenerateRoute generate,
        StatusRoutes status,
        AudioRoutes audio,
        UsageRoute usage,
        PublicRoutes reader,
        VoicesRoute voices,
        ApiDocument document,
        BulkRoutes bulk,
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

    record Route(HandlerType method, String path, Role role, Handler handler) {

        /** Whether {@code other}, a path without parameters, would do as this one with its parameters filled in. */
        boolean covers(String other) {
            return !path.equals(other)
                    && !other.contains("{")
                    && other.matches(path.replaceAll("[{][^}]+[}]", "[^/]+").replaceAll("<[^>]+>", ".+"));
        }
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                new Route(POST, "/v1/audio/generate", Role.KEY, access.withKey(Rule.KEY, JSON, generate::handle)),
                withKey(GET, "/v1/audio/{post_id}/status", status::byKey),
                withKey(GET, "/v1/audio", audio::list),
                withKey(GET, "/v1/audio/{post_id}", audio::show),
                withKey(DELETE, "/v1/audio/{post_id}", audio::delete),
                withKey(GET, "/v1/usage", usage::handle),
                withKey(GET, "/v1/analytics", analytics::handle),
                new Route(POST, "/v1/events/track", Role.KEY, access.withKey(Rule.TRACKED_EVENTS, JSON, events::byKey)),
                new Route(
                        POST,
                        "/v1/public/events",
                        Role.DOMAIN,
                        access.withDomain(Rule.PUBLIC_EVENTS, FROM_PAGES, events::domainOf, events::byDomain)),
                withDomain(GET, "/v1/public/audio", reader::audio),
                withDomain(GET, "/v1/public/voices", voices::handle),
                withKey(POST, "/v1/audio/bulk", bulk::upload),
                withKey(GET, "/v1/audio/bulk/{batch_id}", bulk::batch),
                withDomain(GET, "/v1/public/audio/status", status::byDomain)));
        routes.addAll(List.of(
                new Route(GET, "/", Role.ANYONE, document::welcome),
                new Route(GET, "/openapi.yaml", Role.ANYONE, document::yaml),
                new Route(GET, "/openapi.json", Role.ANYONE, document::json),
                new Route(GET, "/docs", Role.ANYONE, document::page),
                new Route(GET, "/docs/{asset}", Role.ANYONE, document::asset)));
        dashboard.ifPresent(forward -> routes.addAll(sessionRoutes(forward)));
        return routes;
    }

    void addTo(RoutesConfig config) {
        List<Route> routes = routes();
        refuseOtherMethods(config, routes);
        routes.forEach(route -> config.addHttpHandler(route.method(), route.path(), route.handler(), route.role()));
        methodsByPublicPath()
                .forEach((path, methods) ->
                        config.addHttpHandler(OPTIONS, path, access.preflight(methods), Role.DOMAIN));
    }

    /** On paths that could also be taken for another route's parameter: no post is meant by {@code /v1/audio/generate}. */
    private static void refuseOtherMethods(RoutesConfig config, List<Route> routes) {
        Map<String, List<String>> methodsByPath = routes.stream()
                .collect(Collectors.groupingBy(
                        Route::path, Collectors.mapping(route -> route.method().toString(), Collectors.toList())));
        methodsByPath.forEach((path, methods) -> {
            if (routes.stream().anyMatch(route -> route.covers(path))) {
                Stream.of(GET, POST, PUT, PATCH, DELETE, OPTIONS)
                        .filter(method -> !methods.contains(method.toString()))
                        .forEach(method -> config.addHttpHandler(method, path, refusing(methods), Role.ANYONE));
            }
        });
    }

    private static Handler refusing(List<String> methods) {
        return ctx -> {
            throw new FailedRequest(HttpBasics.notAllowed(methods));
        };
    }

    /** As the header Allow lists them. */
    private Map<String, String> methodsByPublicPath() {
        return routes().stream()
                .filter(route -> route.role() == Role.DOMAIN)
                .collect(Collectors.groupingBy(
                        Route::path,
                        Collectors.mapping(
                                route -> GET.equals(route.method())
                                        ? "GET, HEAD"
                                        : route.method().toString(),
                                Collectors.collectingAndThen(
                                        Collectors.joining(", "), methods -> methods + ", OPTIONS"))));
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
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> session(DashboardForward forward, String path, HandlerType... methods) {
        return Stream.of(methods)
                .map(method -> new Route(method, path, Role.SESSION, forward::handle))
                .toList();
    }

    private Route withKey(HandlerType method, String path, Access.KeyRoute route) {
        return new Route(method, path, Role.KEY, access.withKey(Rule.KEY, route));
    }

    private Route withDomain(HandlerType method, String path, Access.DomainRoute route) {
        return new Route(method, path, Role.DOMAIN, access.withDomain(Rule.DOMAIN, route));
    }
}
