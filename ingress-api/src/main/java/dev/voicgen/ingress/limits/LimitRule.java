package dev.voicgen.ingress.limits;

import dev.voicgen.contracts.site.RequestLimits;

/** A limit of requests a minute. Each counts by itself. */
public enum LimitRule {
    /** Routes with a key, for each key. */
    KEY,
    /** Public routes, for each domain. */
    DOMAIN,
    /** Player events on the public route, for each domain. */
    PUBLIC_EVENTS,
    /** Player events on the route with a key, for each key. */
    TRACKED_EVENTS;

    int limitIn(RequestLimits limits) {
        return switch (this) {
            case KEY -> limits.perKey();
            case DOMAIN -> limits.perDomain();
            case PUBLIC_EVENTS -> limits.publicEvents();
            case TRACKED_EVENTS -> limits.trackedEvents();
        };
    }
}
