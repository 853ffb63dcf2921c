package dev.voicgen.ingress;

import io.javalin.security.RouteRole;

/** Who may call a route. */
enum RouteAudience implements RouteRole {
    /** The holder of a live key. */
    KEY,
    /** A reader of a registered domain. */
    DOMAIN,
    /** Anybody. */
    ANYONE,
    /** A dashboard user; key-admin decides. */
    SESSION
}
