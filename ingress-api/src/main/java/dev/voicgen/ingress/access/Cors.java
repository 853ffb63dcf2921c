package dev.voicgen.ingress.access;

import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.ingress.keys.SiteLookup;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets scripts on a site's own pages read what the public routes say about that site, and scripts elsewhere not (the
 * Fetch standard's CORS protocol). Nothing here knows a reader, so credentials are never allowed.
 */
final class Cors {

    /** An origin without its port: whatever port a page of a registered host comes from, it is the site's. */
    private static final Pattern ORIGIN = Pattern.compile("https?://([^/?#@\\[\\]]+)");

    private static final Duration PREFLIGHT_LIFE = Duration.ofHours(1);
    private static final String READABLE_HEADERS =
            "ETag, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id";

    private Cors() {}

    /** Every answer of a public route depends on who asks, also where nobody's page does. */
    static void vary(Context ctx) {
        ctx.header("Vary", "Origin");
    }

    /** Sets what the page that asks needs to read the answer, where it is a page of {@code site}. */
    static void allow(Context ctx, SiteSnapshot site) {
        originOf(ctx).filter(host -> isOf(site, host)).ifPresent(page -> {
            ctx.header("Access-Control-Allow-Origin", ctx.header("Origin"));
            ctx.header("Access-Control-Expose-Headers", READABLE_HEADERS);
        });
    }

    /**
     * Answers a browser that asks before it sends a page's request. The site that the request will be about may stand in
     * its body, so any page of some site may send it; whether it may read the answer is for {@link #allow} to say then.
     *
     * @param lookup of the page's host
     */
    static void answerPreflight(Context ctx, String methods, SiteLookup lookup) {
        if (!(lookup instanceof SiteLookup.Registered)) {
            Envelope.failure(
                    ctx,
                    lookup instanceof SiteLookup.Unregistered
                            ? ApiRefusals.unknownDomain()
                            : ApiRefusals.keysUnavailable());
            return;
        }
        ctx.header("Access-Control-Allow-Origin", ctx.header("Origin"))
                .header("Access-Control-Allow-Methods", methods)
                .header("Access-Control-Allow-Headers", "Content-Type, If-None-Match, X-Request-Id")
                .header("Access-Control-Max-Age", String.valueOf(PREFLIGHT_LIFE.toSeconds()))
                .header("Allow", methods)
                .status(204);
    }

    /** The host of the page that asks, or empty where it is not said or is none that a site could register. */
    static Optional<Domain> originOf(Context ctx) {
        String origin = ctx.header("Origin");
        if (origin == null) {
            return Optional.empty();
        }
        Matcher parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        return parts.matches() ? Domain.parseHost(parts.group(1)) : Optional.empty();
    }

    private static boolean isOf(SiteSnapshot site, Domain host) {
        return site.domains().stream().anyMatch(domain -> domain.covers(host));
    }
}
