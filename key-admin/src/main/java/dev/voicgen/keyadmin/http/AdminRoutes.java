package dev.voicgen.keyadmin.http;

import dev.voicgen.platform.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** Every route under {@code /v1} of this service. */
public final class AdminRoutes {

    private AdminRoutes() {}

    public static List<Route> of(LoginRoutes logins, RouteDependencies service) {
        return Stream.of(
                        logins.routes(),
                        new SiteRoutes(service).routes(),
                        new KeyRoutes(service).routes(),
                        new OperatorRoutes(service).routes())
                .flatMap(List::stream)
                .toList();
    }
}
