package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.http.Input;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.MonthUsage;
import dev.voicgen.keyadmin.site.Plans;
import dev.voicgen.keyadmin.site.Posts;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteDraft;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.Sites;
import dev.voicgen.keyadmin.site.Usages;
import dev.voicgen.keyadmin.site.VoiceRow;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Slice;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Config → Sites: a card for each, and the form behind it. */
final class SitePages {

    private static final int CARDS = 50;

    private final Pages pages;
    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final VisibleSites visible;

    SitePages(Pages pages, Jdbi jdbi, SiteChanges changes, VisibleSites visible) {
        this.pages = pages;
        this.jdbi = jdbi;
        this.changes = changes;
        this.visible = visible;
    }

    void register(RoutesConfig routes) {
        routes.get("/dashboard/sites", this::list, Access.PAGE);
        routes.get("/dashboard/sites/new", ctx -> form(ctx, 200, SiteForm.empty(), null), Access.PAGE);
        routes.post("/dashboard/sites/new", this::create, Access.PAGE);
        routes.get("/dashboard/sites/{site}", this::show, Access.PAGE);
        routes.post("/dashboard/sites/{site}", this::edit, Access.PAGE);
    }

    private void list(Context ctx) {
        User user = SessionGuard.user(ctx);
        long before = VisibleSites.queryId(ctx, "before").orElse(Long.MAX_VALUE);
        List<SiteRow> sites = jdbi.withExtension(Sites.class, all -> all.list(user, new Slice(before, CARDS + 1)));
        boolean more = sites.size() > CARDS;
        List<SiteRow> shown = more ? sites.subList(0, CARDS) : sites;
        Instant now = Instant.now();
        Map<String, Object> model = new HashMap<>();
        model.put("sites", shown);
        model.put("older", more ? sites.get(CARDS - 1).id() : null);
        model.put("usage", usageOf(shown, now));
        model.put("now", now);
        pages.page(ctx, 200, Frame.Place.SITES, "sites.jte", model);
    }

    private void create(Context ctx) {
        Input input = Input.form(ctx);
        String name = SiteInput.name(input);
        List<Domain> domains = SiteInput.domains(input);
        User user = SessionGuard.user(ctx);
        try {
            input.check();
            SiteDraft draft = new SiteDraft(name, domains);
            changes.createSite(Actor.of(user), user.accountId(), draft);
            ctx.redirect(Frame.Place.SITES.path(), HttpStatus.SEE_OTHER);
        } catch (FailedRequest refused) {
            form(ctx, 422, SiteForm.empty().refilled(ctx, refused.failure().errors()), null);
        }
    }

    private void show(Context ctx) {
        SiteRow site = visible.site(ctx);
        form(ctx, 200, SiteForm.of(site, voicesFor(site)), null);
    }

    private void edit(Context ctx) {
        SiteRow site = visible.site(ctx);
        List<VoiceRow> voices = voicesFor(site);
        Input input = Input.form(ctx);
        String name = SiteInput.name(input);
        List<Domain> domains = SiteInput.domains(input);
        Long voiceId = input.number("default_voice_id", 1, Long.MAX_VALUE);
        boolean active = ctx.formParam("active") != null;
        try {
            input.check();
            Changed<Long> edited = changes.edit(
                    Actor.of(SessionGuard.user(ctx)),
                    site.id(),
                    old -> new SiteProfile(name, domains, active, voiceId, old.settings()));
            Notice notice = Notice.of(edited.confirmation(), "Saved", IfPending.CHANGED);
            form(ctx, notice.status(), SiteForm.of(visible.site(ctx), voices), notice);
        } catch (FailedRequest refused) {
            SiteForm form = SiteForm.of(site, voices);
            form(ctx, 422, form.refilled(ctx, refused.failure().errors()), null);
        }
    }

    private void form(Context ctx, int status, SiteForm form, Notice notice) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("notice", notice);
        pages.page(ctx, status, Frame.Place.SITES, "site.jte", model);
    }

    /** By site. */
    private Map<Long, MonthUsage> usageOf(List<SiteRow> sites, Instant now) {
        Long[] siteIds = sites.stream().map(SiteRow::id).toArray(Long[]::new);
        LocalDate month = MonthUsage.monthAt(now).atDay(1);
        return jdbi.withExtension(Usages.class, usages -> usages.of(siteIds, month)).stream()
                .collect(Collectors.toMap(MonthUsage::siteId, Function.identity()));
    }

    private List<VoiceRow> voicesFor(SiteRow site) {
        VoiceTier tier = jdbi.withExtension(Plans.class, Plans::list).stream()
                .filter(plan -> plan.name().equals(site.subscription().plan()))
                .findFirst()
                .orElseThrow()
                .voices();
        return jdbi.withExtension(Posts.class, Posts::voices).stream()
                .filter(voice ->
                        tier.includes(VoiceTier.valueOf(voice.planRequired().toUpperCase(Locale.ROOT))))
                .toList();
    }
}
