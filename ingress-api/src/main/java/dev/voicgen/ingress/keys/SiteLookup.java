package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.site.SiteSnapshot;

/** What is known of a domain at the moment it was asked for. */
public sealed interface SiteLookup {

    /** The domain is this site's. Whether the site may do this is for its subscription to say. */
    record Registered(SiteSnapshot site) implements SiteLookup {}

    /** The domain is nobody's. */
    record Unregistered() implements SiteLookup {}

    /** Nothing that may be trusted answers now. */
    record Unavailable() implements SiteLookup {}
}
