package dev.voicgen.contracts.site;

/**
 * Requests a minute.
 *
 * @param perKey on routes with a key, for each key
 * @param perDomain on public routes, for each domain
 * @param publicEvents player events on the public route, for each domain
 * @param trackedEvents player events on the route with a key, for each key
 */
public record RequestLimits(int perKey, int perDomain, int publicEvents, int trackedEvents) {}
