package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.site.SiteSnapshot;

/** What is known of a key at the moment it was asked for. */
public sealed interface KeyDecision {

    /** The key is live. Whether its site may do this is for {@link SiteSnapshot#refusalOf} to say. */
    record Known(SiteSnapshot site, SiteSnapshot.LiveKey key) implements KeyDecision {}

    /** There is no such live key. */
    record Unknown() implements KeyDecision {}

    /** Nothing that may be trusted answers now. */
    record Unavailable() implements KeyDecision {}
}
