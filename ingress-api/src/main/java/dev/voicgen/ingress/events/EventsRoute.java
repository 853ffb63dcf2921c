package dev.voicgen.ingress.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.JsonBody;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reports of what readers do, from players on a site's pages and from publishers' servers. Thread-safe. */
public final class EventsRoute {

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final String BODY = "voicgen.events.body";
    private static final String DOMAIN = "domain";
    private final EventLog events;
    private final EventUsages usages;
    private final Clock clock;

    private record Accepted(int accepted) {}

    private record Quota(long limit, long used, Instant resetsAt) {}

    public EventsRoute(EventLog events, EventUsages usages, Clock clock) {
        this.events = events;
        this.usages = usages;
        this.clock = clock;
    }

    /** The domain in the body, or else in the query. */
    public String domainOf(Context ctx) {
        ObjectNode body = JsonBody.read(ctx);
        ctx.attribute(BODY, body);
        Input input = Input.of(body);
        Optional<String> inBody = input.text(DOMAIN).get();
        input.check();
        return inBody.orElseGet(() -> ctx.queryParam(DOMAIN));
    }

    /** {@code POST /v1/public/events}. */
    public CompletableFuture<?> byDomain(Context ctx, SiteSnapshot site) {
        return take(ctx, site, ctx.attribute(BODY));
    }

    /** {@code POST /v1/events/track}. */
    public CompletableFuture<?> byKey(Context ctx, RouteGate.Caller caller) {
        return take(ctx, caller.site(), JsonBody.read(ctx));
    }

    private CompletableFuture<?> take(Context ctx, SiteSnapshot site, ObjectNode body) {
        Instant now = clock.instant();
        List<PlayerEvent> reported = EventsReader.read(body, site.siteId(), now);
        requireRoom(site, reported.size(), now);
        return events.append(reported).thenAccept(appended -> answer(ctx, appended, reported.size()));
    }

    private void requireRoom(SiteSnapshot site, int more, Instant now) {
        Long limit = site.plan().monthlyEvents();
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        long used = usages.of(site.siteId(), month);
        if (limit != null && used + more > limit) {
            Instant resetsAt = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            throw new FailedRequest(ApiRefusals.analyticsQuota(new Quota(limit, used, resetsAt)));
        }
    }

    private static void answer(Context ctx, boolean appended, int count) {
        if (appended) {
            Envelope.success(ctx, 202, "Events accepted", new Accepted(count));
        } else {
            Envelope.failure(
                    ctx,
                    ApiError.unavailable("events_unavailable", "Events cannot be taken now. Send them again.", RETRY));
        }
    }
}
