package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.Keys;
import dev.voicgen.keyadmin.site.NewKey;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
        pages.page(
                ctx,
                200,
                Frame.Place.SITES,
                "rotateAsk.jte",
                Map.of(
                        "site", site,
                        "keys", jdbi.withExtension(Keys.class, keys -> keys.live(site.id())),
                        "now", Instant.now()));
    }

    private void rotate(Context ctx) {
        SiteRow site = visible.site(ctx);
        Changed<NewKey> rotated =
                changes.rotateKeys(Actor.of(SessionGuard.user(ctx)), site.id(), successor -> successor);
        Notice notice = Notice.of(rotated.confirmation(), "Key rotated. Every older key is refused.", IfPending.KEYS_ROTATED);
        Map<String, Object> model = new HashMap<>();
        model.put("site", site);
        model.put("notice", notice);
        model.put("key", notice.done() ? rotated.value().key().reveal() : null);
        model.put("part", Pages.isPart(ctx));
        pages.page(ctx, notice.status(), Frame.Place.SITES, "rotated.jte", model);
    }
}
