package dev.voicgen.ingress.access;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.ingress.keys.AccessRights;
import dev.voicgen.ingress.keys.KeyDecision;
import dev.voicgen.ingress.keys.SiteLookup;
import dev.voicgen.ingress.limits.Allowance;
import dev.voicgen.ingress.limits.LimitRule;
import dev.voicgen.ingress.limits.RateLimits;
import dev.voicgen.ingress.reads.ContinueOn;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.BodyRule;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.RequestBody;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The way into a route: who asks (401, 402, 403), then how often (429), then the body, and only then the route itself.
 * Where the body says who asks, it comes first and must be small. Thread-safe.
 */
public final class RouteGate {

    private static final String ANYBODY = "anybody";

    private final AccessRights rights;
    private final RateLimits limits;
    private final Executor threads;
    private final Clock clock;

    /** The owner of a live key whose request is allowed and within the limit. */
    public record Caller(SiteSnapshot site, SiteSnapshot.LiveKey key) {}

    /** A route with a key. */
    public interface KeyRoute {
        CompletableFuture<?> handle(Context ctx, Caller caller);
    }

    /** A public route, for the site that the domain is registered with. */
    public interface DomainRoute {
        CompletableFuture<?> handle(Context ctx, SiteSnapshot site);
    }

    /** Tells which domain a request names, null where it names none. May read the body. */
    public interface DomainSource {
        String domain(Context ctx);
    }

    /** @param threads for requests, which may block; what others complete goes on there */
    public RouteGate(AccessRights rights, RateLimits limits, Executor threads, Clock clock) {
        this.rights = rights;
        this.limits = limits;
        this.threads = threads;
        this.clock = clock;
    }

    /** As {@link #withKey(LimitRule, KeyRoute)}, for a route that takes a body: only clients that pass may send it. */
    public Handler withKey(LimitRule rule, BodyRule body, KeyRoute route) {
        return withKey(
                rule,
                (ctx, caller) -> RequestBody.gather(ctx, body, caller.site().siteId())
                        .thenCompose(whole -> route.handle(ctx, caller)));
    }

    /** Lets those in who have a live key whose site may use it. */
    public Handler withKey(LimitRule rule, KeyRoute route) {
        return ctx -> ctx.future(() -> ContinueOn.threads(threads, rights.check(keyOf(ctx)))
                .thenCompose(decision -> {
                    Caller caller = admit(decision);
                    limit(ctx, rule, String.valueOf(caller.key().keyId()), caller.site());
                    return route.handle(ctx, caller);
                }));
    }

    /** Lets those in who name a domain of a site in good standing. */
    public Handler withDomain(LimitRule rule, DomainRoute route) {
        return ctx -> {
            Cors.vary(ctx);
            ctx.future(() -> onDomain(ctx, rule, ctx.queryParam("domain"), route));
        };
    }

    /** As {@link #withDomain(LimitRule, DomainRoute)}, where the domain may stand in the body. */
    public Handler withDomain(LimitRule rule, BodyRule body, DomainSource source, DomainRoute route) {
        return ctx -> {
            Cors.vary(ctx);
            ctx.future(() -> RequestBody.gather(ctx, body, ANYBODY)
                    .thenCompose(whole -> onDomain(ctx, rule, source.domain(ctx), route)));
        };
    }

    private CompletableFuture<?> onDomain(Context ctx, LimitRule rule, String named, DomainRoute route) {
        Domain domain = domainOf(named);
        return ContinueOn.threads(threads, rights.siteOf(domain)).thenCompose(lookup -> {
            SiteSnapshot site = admit(ctx, lookup);
            limit(ctx, rule, registered(site, domain), site);
            return route.handle(ctx, site);
        });
    }

    /**
     * Answers the question that a browser asks before it lets a page send its request to a public route.
     *
     * @param methods of that route, as a header lists them
     */
    public Handler preflight(String methods) {
        return ctx -> {
            Cors.vary(ctx);
            Optional<Domain> page = Cors.originOf(ctx);
            if (page.isEmpty()) {
                ctx.header("Allow", methods).status(204);
                return;
            }
            ctx.future(() -> ContinueOn.threads(threads, rights.siteOf(page.get()))
                    .thenAccept(lookup -> Cors.answerPreflight(ctx, methods, lookup)));
        };
    }

    private static ApiKey keyOf(Context ctx) {
        List<String> given = Collections.list(ctx.req().getHeaders("X-API-Key"));
        if (given.isEmpty() || given.get(0).isBlank()) {
            throw new FailedRequest(ApiRefusals.missingKey());
        }
        return (given.size() == 1 ? ApiKey.parse(given.get(0)) : Optional.<ApiKey>empty())
                .orElseThrow(() -> new FailedRequest(ApiRefusals.of(RefusalReason.INVALID_KEY, null)));
    }

    private Caller admit(KeyDecision decision) {
        if (decision instanceof KeyDecision.Known known) {
            known.site().refusalOf(known.key(), clock.instant()).ifPresent(reason -> {
                throw new FailedRequest(ApiRefusals.of(reason, null));
            });
            return new Caller(known.site(), known.key());
        }
        throw new FailedRequest(
                decision instanceof KeyDecision.Unknown
                        ? ApiRefusals.of(RefusalReason.INVALID_KEY, null)
                        : ApiRefusals.keysUnavailable());
    }

    private static Domain domainOf(String given) {
        if (given == null || given.isBlank()) {
            throw new FailedRequest(ApiError.invalid(Map.of("domain", List.of("The domain field is required."))));
        }
        return Domain.parseHost(given)
                .orElseThrow(() -> new FailedRequest(
                        ApiError.invalid(Map.of("domain", List.of("The domain field must be a valid domain.")))));
    }

    private SiteSnapshot admit(Context ctx, SiteLookup lookup) {
        if (lookup instanceof SiteLookup.Registered registered) {
            SiteSnapshot site = registered.site();
            // Before anything is refused: a player shows nothing where the subscription has ended, and must read that
            // it has.
            Cors.allow(ctx, site);
            if (!site.active()) {
                throw new FailedRequest(ApiRefusals.publicInactive());
            }
            ApiRefusals.ofStanding(site.subscription().standingAt(clock.instant()))
                    .ifPresent(failure -> {
                        throw new FailedRequest(failure);
                    });
            return site;
        }
        throw new FailedRequest(
                lookup instanceof SiteLookup.Unregistered
                        ? ApiRefusals.unknownDomain()
                        : ApiRefusals.keysUnavailable());
    }

    /** All hosts under one wildcard count as one: else made-up ones would never meet a limit. */
    private static String registered(SiteSnapshot site, Domain host) {
        return site.domains().stream()
                .filter(domain -> domain.covers(host))
                .findFirst()
                .orElse(host)
                .value();
    }

    private void limit(Context ctx, LimitRule rule, String subject, SiteSnapshot site) {
        Allowance allowance = limits.count(rule, subject, site.plan().limits());
        allowance.headers().forEach(ctx::header);
        if (!allowance.allowed()) {
            throw new FailedRequest(allowance.refusal());
        }
    }
}
