package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.MonthUsage;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteDraft;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.Sites;
import dev.voicgen.keyadmin.site.Usages;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Config → Sites: a card for each, and a new one. */
final class SitePages {

    private static final int CARDS = 50;

    private final Pages pages;
    private final Jdbi jdbi;
    private final SiteChanges changes;

    SitePages(Pages pages, Jdbi jdbi, SiteChanges changes) {
        this.pages = pages;
        this.jdbi = jdbi;
        this.changes = changes;
    }

    void register(RoutesConfig routes) {
        routes.get("/dashboard/sites", this::list, Access.PAGE);
        routes.get("/dashboard/sites/new", ctx -> form(ctx, 200, SiteForm.empty()), Access.PAGE);
        routes.post("/dashboard/sites/new", this::create, Access.PAGE);
    }

    /** The active sites; with {@code ?inactive} those that are put away. */
    private void list(Context ctx) {
        User user = SessionGuard.user(ctx);
        boolean active = ctx.queryParam("inactive") == null;
        Page page = new Page(VisibleSites.queryId(ctx, "before").orElse(null), CARDS);
        List<SiteRow> read = jdbi.withExtension(Sites.class, all -> all.list(user, active, page));
        List<SiteRow> shown = page.rows(read);
        Instant now = Instant.now();
        Map<String, Object> model = new HashMap<>();
        model.put("sites", shown);
        model.put("active", active);
        model.put("inactive", jdbi.withExtension(Sites.class, all -> all.inactive(user)));
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
            Changed<Long> created = changes.createSite(Actor.of(user), user.accountId(), new SiteDraft(name, domains));
            ctx.redirect(Frame.Place.SITES.path() + "/" + created.value() + "?created", HttpStatus.SEE_OTHER);
        } catch (FailedRequest refused) {
            form(ctx, 422, SiteForm.empty().refilled(ctx, refused.error().errors()));
        }
    }

    private void form(Context ctx, int status, SiteForm form) {
        pages.page(ctx, status, Frame.Place.SITES, "New site", "siteNew.jte", Map.of("form", form));
    }

    /** By site. */
    private Map<Long, MonthUsage> usageOf(List<SiteRow> sites, Instant now) {
        Long[] siteIds = sites.stream().map(SiteRow::id).toArray(Long[]::new);
        LocalDate month = MonthUsage.monthAt(now).atDay(1);
        return jdbi.withExtension(Usages.class, usages -> usages.of(siteIds, month)).stream()
                .collect(Collectors.toMap(MonthUsage::siteId, Function.identity()));
    }
}
