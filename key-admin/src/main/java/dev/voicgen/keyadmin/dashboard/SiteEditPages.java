package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.http.ChangeAnswer;
import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.keyadmin.http.RouteDependencies;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.TermsInput;
import dev.voicgen.keyadmin.site.PlanTable;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The page of one site: the settings of its owner, the subscription that the operator sets, and the first steps of a
 * new site.
 */
final class SiteEditPages {

    private final Pages pages;
    private final RouteDependencies service;

    SiteEditPages(Pages pages, RouteDependencies service) {
        this.pages = pages;
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, "/dashboard/sites/{site}", RouteAccess.PAGE, this::show),
                new Route(POST, "/dashboard/sites/{site}", RouteAccess.PAGE, this::edit),
                new Route(
                        POST,
                        "/dashboard/sites/{site}/subscription",
                        Set.of(RouteAccess.PAGE, RouteAccess.OPERATOR),
                        this::subscribe));
    }

    private void show(Context ctx) {
        boolean created = ctx.queryParam("created") != null;
        page(ctx, 200, service.visible().site(ctx), created ? new ChangeBanner(true, "Site created", "") : null);
    }

    private void edit(Context ctx) {
        SiteRow site = service.visible().site(ctx);
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
            SiteChanges.Changed<Long> edited = service.changes()
                    .edit(
                            SessionGuard.actor(ctx),
                            site.id(),
                            old -> new SiteProfile(name, domains, active, voiceId, old.settings()));
            ChangeBanner banner = ChangeBanner.of(edited.confirmation(), "Saved", "", ChangeAnswer.CHANGED);
            page(ctx, banner.status(), service.visible().site(ctx), banner);
        } catch (FailedRequest refused) {
            Forms.Site form = Forms.Site.of(site, voicesFor(site))
                    .refilled(ctx, refused.error().errors());
            page(ctx, 422, site, form, Forms.Terms.of(site.subscription(), plans()), null);
        }
    }

    /** The question repeats all that the user typed, so that nothing is lost. */
    private void askDeactivate(Context ctx, SiteRow site) {
        Forms.Site form = Forms.Site.of(site, List.of()).refilled(ctx, Map.of());
        pages.page(
                ctx,
                200,
                Frame.Place.SITES,
                "Deactivate " + site.name(),
                "deactivateAsk.jte",
                Map.of("site", site, "form", form));
    }

    private void subscribe(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        Input input = Input.form(ctx);
        SubscriptionRow subscription = TermsInput.subscriptionForm(input, plans());
        try {
            input.check();
            SiteChanges.Changed<SubscriptionRow> subscribed =
                    service.changes().subscribe(SessionGuard.actor(ctx), site.id(), subscription);
            ChangeBanner banner =
                    ChangeBanner.of(subscribed.confirmation(), "Subscription saved", "", ChangeAnswer.CHANGED);
            page(ctx, banner.status(), service.visible().site(ctx), banner);
        } catch (FailedRequest refused) {
            Forms.Terms terms = Forms.Terms.of(site.subscription(), plans())
                    .refilled(ctx, refused.error().errors());
            page(ctx, 422, site, Forms.Site.of(site, voicesFor(site)), terms, null);
        }
    }

    private void page(Context ctx, int status, SiteRow site, ChangeBanner banner) {
        page(
                ctx,
                status,
                site,
                Forms.Site.of(site, voicesFor(site)),
                Forms.Terms.of(site.subscription(), plans()),
                banner);
    }

    private void page(Context ctx, int status, SiteRow site, Forms.Site form, Forms.Terms terms, ChangeBanner banner) {
        Map<String, Object> model = new HashMap<>();
        model.put("site", site);
        model.put("form", form);
        model.put("terms", terms);
        model.put("banner", banner);
        model.put("apiUrl", pages.apiUrl().toString());
        model.put("now", Instant.now());
        pages.page(ctx, status, Frame.Place.SITES, site.name(), "site.jte", model);
    }

    private List<Plan> plans() {
        return service.read(PlanTable.class, PlanTable::list);
    }

    private List<CatalogVoice> voicesFor(SiteRow site) {
        VoiceTier tier = plans().stream()
                .filter(plan -> plan.name().equals(site.subscription().plan()))
                .findFirst()
                .orElseThrow()
                .voices();
        return service.voices().stream()
                .filter(voice -> tier.includes(voice.planRequired()))
                .toList();
    }
}
