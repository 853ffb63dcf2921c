package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.site.SiteSnapshot;

/** What is known of a key. */
public sealed interface KeyDecision {
    /** The key is live; whether its site is let in is for SiteSnapshot.refusalOf to say. */
    record Known(SiteSnapshot site, SiteSnapshot.LiveKey key) implements KeyDecision {}

    record Unknown() implements KeyDecision {}

    /** Nothing that may be trusted answers now. */
    record Unavailable() implements KeyDecision {}
}
