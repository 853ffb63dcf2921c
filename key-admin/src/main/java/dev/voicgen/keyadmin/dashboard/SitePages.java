package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.keyadmin.http.RouteDependencies;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.SiteCatalog;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteMonth;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SiteTable;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Config → Sites: a card for each site, and the form of a new one. */
final class SitePages {

    private static final int CARDS = 50;

    private final Pages pages;
    private final RouteDependencies service;

    SitePages(Pages pages, RouteDependencies service) {
        this.pages = pages;
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, "/dashboard/sites", RouteAccess.PAGE, this::list),
                new Route(GET, "/dashboard/sites/new", RouteAccess.PAGE, ctx -> form(ctx, 200, Forms.Site.empty())),
                new Route(POST, "/dashboard/sites/new", RouteAccess.PAGE, this::create));
    }

    /** The active sites, or with {@code ?inactive} the inactive ones. */
    private void list(Context ctx) {
        User user = SessionGuard.user(ctx);
        boolean active = ctx.queryParam("inactive") == null;
        Page page = new Page(VisibleSites.queryId(ctx, "before").orElse(null), CARDS);
        List<SiteRow> read = service.read(SiteTable.class, all -> all.list(user, active, page));
        List<SiteRow> shown = page.rows(read);
        Instant now = Instant.now();
        Map<String, Object> model = new HashMap<>();
        model.put("sites", shown);
        model.put("active", active);
        model.put("inactive", service.read(SiteTable.class, all -> all.countInactive(user)));
        model.put("older", page.next(read, SiteRow::id));
        model.put("usage", usageOf(shown, now));
        model.put("now", now);
        pages.page(ctx, 200, Frame.Place.SITES, active ? "Sites" : "Inactive sites", "sites.jte", model);
    }

    private void create(Context ctx) {
        Input input = Input.form(ctx);
        String name = SiteInput.name(input);
        List<Domain> domains = SiteInput.domains(input, List.of());
        User user = SessionGuard.user(ctx);
        try {
            input.check();
            SiteChanges.Changed<Long> created = service.changes()
                    .createSite(SessionGuard.actor(ctx), user.accountId(), new SiteChanges.SiteDraft(name, domains));
            ctx.redirect(Frame.Place.SITES.path() + "/" + created.value() + "?created", HttpStatus.SEE_OTHER);
        } catch (FailedRequest refused) {
            form(ctx, 422, Forms.Site.empty().refilled(ctx, refused.error().errors()));
        }
    }

    private void form(Context ctx, int status, Forms.Site form) {
        pages.page(ctx, status, Frame.Place.SITES, "New site", "siteNew.jte", Map.of("form", form));
    }

    /** By site. */
    private Map<Long, SiteMonth> usageOf(List<SiteRow> sites, Instant now) {
        Long[] siteIds = sites.stream().map(SiteRow::id).toArray(Long[]::new);
        LocalDate month = SiteMonth.monthAt(now).atDay(1);
        return service.read(SiteCatalog.class, catalog -> catalog.months(siteIds, month)).stream()
                .collect(Collectors.toMap(SiteMonth::siteId, Function.identity()));
    }
}
