package dev.voicgen.ingress.access;

import dev.voicgen.contracts.site.SiteSnapshot;

/** Who asks on a route with a key, let in and within the limit. */
public record Caller(SiteSnapshot site, SiteSnapshot.LiveKey key) {}
