package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.site.SiteSnapshot;

/** What is known of a domain. */
public sealed interface SiteLookup {
    /** Whether the site is let in is for its snapshot to say. */
    record Registered(SiteSnapshot site) implements SiteLookup {}

    record Unregistered() implements SiteLookup {}

    /** Nothing that may be trusted answers now. */
    record Unavailable() implements SiteLookup {}
}
