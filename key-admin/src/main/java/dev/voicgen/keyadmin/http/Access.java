package dev.voicgen.keyadmin.http;

import io.javalin.security.RouteRole;

/** Who may call a route. */
public enum Access implements RouteRole {
    /** Everyone; a page of our own only where a browser says from where. */
    ANYONE,
    /** Whoever has a session. */
    SESSION,
    /** Whoever has a session of an operator. */
    OPERATOR,
    /** As {@link #SESSION}; who has none is led to the login page. */
    PAGE
}
