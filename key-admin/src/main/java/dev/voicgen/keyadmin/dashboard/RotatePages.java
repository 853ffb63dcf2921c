package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.KeyDraft;
import dev.voicgen.keyadmin.site.KeyRow;
import dev.voicgen.keyadmin.site.KeyWarnings;
import dev.voicgen.keyadmin.site.Keys;
import dev.voicgen.keyadmin.site.NewKey;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.platform.http.Input;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/** Rotating a site's key: what will stop working, and then the new key, once. */
final class RotatePages {

    private final Pages pages;
    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final VisibleSites visible;

    RotatePages(Pages pages, Jdbi jdbi, SiteChanges changes, VisibleSites visible) {
        this.pages = pages;
        this.jdbi = jdbi;
        this.changes = changes;
        this.visible = visible;
    }

    void register(RoutesConfig routes) {
        routes.get("/dashboard/sites/{site}/rotate-key", this::ask, Access.PAGE);
        routes.post("/dashboard/sites/{site}/rotate-key", this::rotate, Access.PAGE);
    }

    private void ask(Context ctx) {
        SiteRow site = visible.site(ctx);
        page(
                ctx,
                200,
                site,
                "rotateAsk.jte",
                Map.of(
                        "site", site,
                        "keys", jdbi.withExtension(Keys.class, keys -> keys.live(site.id())),
                        "successor", changes.successor(site.id()),
                        "warnings", KeyWarnings.of(jdbi, site.id()),
                        "now", Instant.now()));
    }

    /** Makes the key that the question named, whatever has been used since. */
    private void rotate(Context ctx) {
        SiteRow site = visible.site(ctx);
        Input input = Input.form(ctx);
        UnaryOperator<KeyDraft> edit = SiteInput.successor(input);
        input.check();
        Changed<NewKey> rotated = changes.rotateKeys(Actor.of(SessionGuard.user(ctx)), site.id(), edit);
        KeyRow made = rotated.value().row();
        String title = "Key rotated. Every older key of " + site.name() + " is refused.";
        Notice notice = Notice.ofEndedKeys(rotated.confirmation(), title, IfPending.KEYS_ROTATED);
        Map<String, Object> model = new HashMap<>();
        model.put("site", site);
        model.put("notice", notice);
        model.put("made", made);
        model.put("key", notice.done() ? rotated.value().key().reveal() : null);
        model.put(
                "warning",
                KeyWarnings.of(jdbi, site.id()).of(made.integration()).orElse(null));
        page(ctx, notice.status(), site, "rotated.jte", model);
    }

    private void page(Context ctx, int status, SiteRow site, String template, Map<String, Object> model) {
        pages.page(ctx, status, Frame.Place.SITES, "Rotate key of " + site.name(), template, model);
    }
}
