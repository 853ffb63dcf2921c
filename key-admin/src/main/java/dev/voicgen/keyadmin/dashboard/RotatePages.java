package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.keyadmin.http.ChangeAnswer;
import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.keyadmin.http.RouteDependencies;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.site.KeyRow;
import dev.voicgen.keyadmin.site.KeyTable;
import dev.voicgen.keyadmin.site.KeyWarnings;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The pages of a rotation: first they show which keys will stop working, and then the new key, once. */
final class RotatePages {

    private final Pages pages;
    private final RouteDependencies service;

    RotatePages(Pages pages, RouteDependencies service) {
        this.pages = pages;
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, "/dashboard/sites/{site}/rotate-key", RouteAccess.PAGE, this::ask),
                new Route(POST, "/dashboard/sites/{site}/rotate-key", RouteAccess.PAGE, this::rotate));
    }

    private void ask(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        page(
                ctx,
                200,
                site,
                "rotateAsk.jte",
                Map.of(
                        "site", site,
                        "keys", service.read(KeyTable.class, keys -> keys.live(site.id())),
                        "successor", service.read(KeyTable.class, keys -> keys.successor(site.id())),
                        "warnings", KeyWarnings.of(service.jdbi(), site.id()),
                        "now", Instant.now()));
    }

    /** Makes the key that the question proposed, even if another key has been used since. */
    private void rotate(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        Input input = Input.form(ctx);
        UnaryOperator<SiteChanges.KeyDraft> edit = SiteInput.successor(input);
        input.check();
        SiteChanges.Changed<SiteChanges.NewKey> rotated =
                service.changes().rotateKeys(SessionGuard.actor(ctx), site.id(), edit);
        KeyRow made = rotated.value().row();
        String title = "Key rotated. Every older key of " + site.name() + " is refused.";
        ChangeBanner banner = ChangeBanner.ofEndedKeys(rotated.confirmation(), title, ChangeAnswer.KEYS_ROTATED);
        Map<String, Object> model = new HashMap<>();
        model.put("site", site);
        model.put("banner", banner);
        model.put("made", made);
        model.put("key", banner.done() ? rotated.value().key().reveal() : null);
        model.put(
                "warning",
                KeyWarnings.of(service.jdbi(), site.id()).of(made.integration()).orElse(null));
        page(ctx, banner.status(), site, "rotated.jte", model);
    }

    private void page(Context ctx, int status, SiteRow site, String template, Map<String, Object> model) {
        pages.page(ctx, status, Frame.Place.SITES, "Rotate key of " + site.name(), template, model);
    }
}
