package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.site.MonthUsage;
import dev.voicgen.keyadmin.site.Usages;
import dev.voicgen.platform.http.Envelope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.YearMonth;
import org.jdbi.v3.core.Jdbi;

/** What a site has used of this month: the body of the key holder's {@code GET /v1/usage}, from what is in the tables. */
final class UsageRoute {

    private final Jdbi jdbi;
    private final VisibleSites visible;

    private record Usage(Integer limit, int used, int reserved, Integer remaining, Instant resetsAt) {}

    UsageRoute(Jdbi jdbi, VisibleSites visible) {
        this.jdbi = jdbi;
        this.visible = visible;
    }

    void register(RoutesConfig routes) {
        routes.get("/v1/sites/{site}/usage", this::usage, Access.SESSION);
    }

    private void usage(Context ctx) {
        Long[] siteId = {visible.site(ctx).id()};
        YearMonth month = MonthUsage.monthAt(Instant.now());
        MonthUsage used = jdbi.withExtension(Usages.class, usages -> usages.of(siteId, month.atDay(1)))
                .get(0);
        Envelope.success(
                ctx,
                200,
                "OK",
                new Usage(used.limit(), used.used(), used.reserved(), used.remaining(), MonthUsage.resetOf(month)));
    }
}
