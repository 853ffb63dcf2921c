package dev.voicgen.keyadmin.http;

import io.javalin.security.RouteRole;

/** Who may call a route. */
public enum RouteAccess implements RouteRole {
    /** Everyone. A request that a browser sends from a page of another server is refused. */
    ANYONE,
    /** Users with a session. */
    SESSION,
    /** Operators with a session. */
    OPERATOR,
    /** As {@link #SESSION}, for a page: a user without a session is sent to the login page. */
    PAGE
}
