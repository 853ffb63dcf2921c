package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.TermsInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.Plans;
import dev.voicgen.keyadmin.site.Posts;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import dev.voicgen.keyadmin.site.VoiceRow;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** One site: what its owner sets, what the operator sets, and what comes next where it is new. */
final class SiteEditPages {

    private final Pages pages;
    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final VisibleSites visible;
    private final URI apiUrl;

    SiteEditPages(Pages pages, Jdbi jdbi, SiteChanges changes, VisibleSites visible, URI apiUrl) {
        this.pages = pages;
        this.jdbi = jdbi;
        this.changes = changes;
        this.visible = visible;
        this.apiUrl = apiUrl;
    }

    void register(RoutesConfig routes) {
        routes.get("/dashboard/sites/{site}", this::show, Access.PAGE);
        routes.post("/dashboard/sites/{site}", this::edit, Access.PAGE);
        routes.post("/dashboard/sites/{site}/subscription", this::subscribe, Access.PAGE, Access.OPERATOR);
    }

    private void show(Context ctx) {
        boolean created = ctx.queryParam("created") != null;
        page(ctx, 200, visible.site(ctx), created ? new Notice(true, "Site created", "") : null);
    }

    private void edit(Context ctx) {
        SiteRow site = visible.site(ctx);
        Input input = Input.form(ctx);
        String name = SiteInput.name(input);
        List<Domain> domains = SiteInput.domains(input, site.domains());
        Long voiceId = SiteInput.defaultVoiceId(input);
        boolean active = ctx.formParam("active") != null;
        try {
            input.check();
            if (site.active() && !active && ctx.formParam("sure") == null) {
                askDeactivate(ctx, site);
                return;
            }
            Changed<Long> edited = changes.edit(
                    Actor.of(SessionGuard.user(ctx)),
                    site.id(),
                    old -> new SiteProfile(name, domains, active, voiceId, old.settings()));
            Notice notice = Notice.of(edited.confirmation(), "Saved", "", IfPending.CHANGED);
            page(ctx, notice.status(), visible.site(ctx), notice);
        } catch (FailedRequest refused) {
            SiteForm form = SiteForm.of(site, voicesFor(site))
                    .refilled(ctx, refused.error().errors());
            page(ctx, 422, site, form, TermsForm.of(site.subscription(), plans()), null);
        }
    }

    /** With all that was typed, so that nothing of it is lost on the way. */
    private void askDeactivate(Context ctx, SiteRow site) {
        SiteForm form = SiteForm.of(site, List.of()).refilled(ctx, Map.of());
        pages.page(
                ctx,
                200,
                Frame.Place.SITES,
                "Deactivate " + site.name(),
                "deactivateAsk.jte",
                Map.of("site", site, "form", form));
    }

    private void subscribe(Context ctx) {
        SiteRow site = visible.site(ctx);
        Input input = Input.form(ctx);
        SubscriptionRow subscription = TermsInput.subscriptionForm(input, plans());
        try {
            input.check();
            Changed<SubscriptionRow> subscribed =
                    changes.subscribe(Actor.of(SessionGuard.user(ctx)), site.id(), subscription);
            Notice notice = Notice.of(subscribed.confirmation(), "Subscription saved", "", IfPending.CHANGED);
            page(ctx, notice.status(), visible.site(ctx), notice);
        } catch (FailedRequest refused) {
            TermsForm terms = TermsForm.of(site.subscription(), plans())
                    .refilled(ctx, refused.error().errors());
            page(ctx, 422, site, SiteForm.of(site, voicesFor(site)), terms, null);
        }
    }

    private void page(Context ctx, int status, SiteRow site, Notice notice) {
        page(ctx, status, site, SiteForm.of(site, voicesFor(site)), TermsForm.of(site.subscription(), plans()), notice);
    }

    private void page(Context ctx, int status, SiteRow site, SiteForm form, TermsForm terms, Notice notice) {
        Map<String, Object> model = new HashMap<>();
        model.put("site", site);
        model.put("form", form);
        model.put("terms", terms);
        model.put("notice", notice);
        model.put("apiUrl", apiUrl.toString());
        model.put("now", Instant.now());
        pages.page(ctx, status, Frame.Place.SITES, site.name(), "site.jte", model);
    }

    private List<Plan> plans() {
        return jdbi.withExtension(Plans.class, Plans::list);
    }

    private List<VoiceRow> voicesFor(SiteRow site) {
        VoiceTier tier = plans().stream()
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
