package dev.voicgen.platform.http;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The routes of a service as a list, which is added to Javalin and compared with the API's document. */
public record RouteTable(List<Route> routes) {

    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS);

    public RouteTable {
        routes = List.copyOf(routes);
    }

    public void addTo(RoutesConfig config) {
        routes.forEach(route -> config.addHttpHandler(
                route.method(), route.path(), route.handler(), route.roles().toArray(RouteRole[]::new)));
    }

    /**
     * Answers 405 to the other methods of each path that also matches the parameter of another route. Without this,
     * {@code DELETE /v1/audio/generate} would delete a post named "generate". To be called before {@link #addTo}.
     */
    public void refuseOtherMethods(RoutesConfig config) {
        methodsByPath().forEach((path, methods) -> {
            if (routes.stream().anyMatch(route -> route.covers(path))) {
                METHODS.stream()
                        .filter(method -> !methods.contains(method.toString()))
                        .forEach(method -> config.addHttpHandler(method, path, refusing(methods)));
            }
        });
    }

    /** The routes with this role: their paths, each with its methods as the header {@code Allow} lists them. */
    public Map<String, String> allowedMethods(RouteRole role) {
        return routes.stream()
                .filter(route -> route.roles().contains(role))
                .collect(groupingBy(
                        Route::path,
                        mapping(
                                route -> HandlerType.GET.equals(route.method())
                                        ? "GET, HEAD"
                                        : route.method().toString(),
                                collectingAndThen(joining(", "), methods -> methods + ", OPTIONS"))));
    }

    /** All routes in the form {@code GET /v1/sites/{site}}. */
    public Set<String> names() {
        return routes.stream().map(route -> route.method() + " " + route.path()).collect(toCollection(TreeSet::new));
    }

    private Map<String, List<String>> methodsByPath() {
        return routes.stream()
                .collect(groupingBy(Route::path, mapping(route -> route.method().toString(), toList())));
    }

    private static Handler refusing(List<String> methods) {
        return ctx -> {
            throw new FailedRequest(HttpBasics.notAllowed(methods));
        };
    }
}
