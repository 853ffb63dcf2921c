package dev.voicgen.platform.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.util.Set;

/**
 * One route of a service.
 *
 * @param path in Javalin's form, such as {@code /v1/sites/{site}}
 * @param roles who may call it
 */
public record Route(HandlerType method, String path, Set<RouteRole> roles, Handler handler) {

    public Route(HandlerType method, String path, RouteRole role, Handler handler) {
        this(method, path, Set.of(role), handler);
    }

    /** Whether {@code other}, a path without parameters, also matches this path, which has some. */
    boolean covers(String other) {
        return !path.equals(other)
                && !other.contains("{")
                && other.matches(path.replaceAll("[{][^}]+[}]", "[^/]+").replaceAll("<[^>]+>", ".+"));
    }
}
