package dev.voicgen.keyadmin.http;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.catalog.AnalyticsCounts;
import dev.voicgen.catalog.AnalyticsRequest;
import dev.voicgen.catalog.UsageAnswer;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.site.SiteCatalog;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteMonth;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SiteTable;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The routes of sites and of what belongs to a site, except its keys. */
final class SiteRoutes {

    private final RouteDependencies service;

    SiteRoutes(RouteDependencies service) {
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, "/v1/sites", RouteAccess.SESSION, this::list),
                new Route(POST, "/v1/sites", RouteAccess.SESSION, this::create),
                new Route(GET, "/v1/sites/{site}", RouteAccess.SESSION, this::show),
                new Route(PATCH, "/v1/sites/{site}", RouteAccess.SESSION, this::edit),
                new Route(GET, "/v1/sites/{site}/audio", RouteAccess.SESSION, this::audio),
                new Route(GET, "/v1/sites/{site}/analytics", RouteAccess.SESSION, this::analytics),
                new Route(GET, "/v1/sites/{site}/usage", RouteAccess.SESSION, this::usage),
                new Route(GET, "/v1/sites/{site}/webhooks/secret", RouteAccess.SESSION, this::secret),
                new Route(POST, "/v1/sites/{site}/webhooks/secret", RouteAccess.SESSION, this::changeSecret),
                new Route(GET, "/v1/voices", RouteAccess.SESSION, this::voices));
    }

    private void list(Context ctx) {
        User user = SessionGuard.user(ctx);
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(ctx, page -> service.read(SiteTable.class, sites -> sites.list(user, page)), SiteRow::id));
    }

    private void create(Context ctx) {
        Input input = Input.json(ctx);
        String name = SiteInput.name(input);
        List<Domain> domains = SiteInput.domains(input, List.of());
        input.check();
        User user = SessionGuard.user(ctx);
        SiteChanges.Changed<Long> created = service.changes()
                .createSite(SessionGuard.actor(ctx), user.accountId(), new SiteChanges.SiteDraft(name, domains));
        SiteRow site = service.read(SiteTable.class, sites -> sites.find(user, created.value()))
                .orElseThrow();
        ChangeAnswer.SITE_MADE.refusePending(created.confirmation());
        Envelope.success(ctx, 201, "Site created", site);
    }

    private void show(Context ctx) {
        Envelope.success(ctx, 200, "OK", service.visible().site(ctx));
    }

    private void edit(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        Input input = Input.json(ctx);
        UnaryOperator<SiteProfile> edit = SiteInput.edit(input, site);
        input.check();
        SiteChanges.Changed<Long> edited = service.changes().edit(SessionGuard.actor(ctx), site.id(), edit);
        ChangeAnswer.CHANGED.refusePending(edited.confirmation());
        Envelope.success(ctx, 200, "Site updated", service.visible().site(ctx));
    }

    private void audio(Context ctx) {
        long siteId = service.visible().site(ctx).id();
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(
                        ctx,
                        page -> service.read(SiteCatalog.class, catalog -> catalog.audio(siteId, page)),
                        SiteCatalog.Audio::id));
    }

    private void analytics(Context ctx) {
        long siteId = service.visible().site(ctx).id();
        AnalyticsRequest request = AnalyticsRequest.of(ctx);
        Envelope.success(
                ctx,
                200,
                "OK",
                service.jdbi()
                        .<Map<String, Object>, RuntimeException>withHandle(
                                handle -> AnalyticsCounts.answer(handle, siteId, request)));
    }

    /** The same as {@code GET /v1/usage} with a key, from the tables instead of the log. */
    private void usage(Context ctx) {
        Long[] siteId = {service.visible().site(ctx).id()};
        YearMonth month = SiteMonth.monthAt(Instant.now());
        SiteMonth used = service.read(SiteCatalog.class, catalog -> catalog.months(siteId, month.atDay(1)))
                .get(0);
        Envelope.success(ctx, 200, "OK", UsageAnswer.of(used.quota(month)));
    }

    private void secret(Context ctx) {
        answerSecret(ctx, service.visible().site(ctx).id(), "OK");
    }

    private void changeSecret(Context ctx) {
        long siteId = service.visible().site(ctx).id();
        service.changes().changeWebhookSecret(SessionGuard.actor(ctx), siteId);
        answerSecret(ctx, siteId, "Webhook secret changed");
    }

    private void answerSecret(Context ctx, long siteId, String message) {
        Envelope.success(ctx, 200, message, service.read(SiteTable.class, sites -> sites.webhookSecrets(siteId)));
    }

    private void voices(Context ctx) {
        Envelope.success(ctx, 200, "OK", Page.whole(service.voices()));
    }
}
