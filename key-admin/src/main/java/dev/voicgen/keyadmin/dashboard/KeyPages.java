package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.http.ChangeAnswer;
import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.keyadmin.http.RouteDependencies;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.KeyRow;
import dev.voicgen.keyadmin.site.KeyTable;
import dev.voicgen.keyadmin.site.KeyWarnings;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SiteTable;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Config → API keys: lists a site's keys, makes one, revokes one. */
final class KeyPages {

    private static final int SITES_TO_CHOOSE = 200;
    private static final int KEYS_LOOKED_AT = 100;

    private final Pages pages;
    private final RouteDependencies service;

    KeyPages(Pages pages, RouteDependencies service) {
        this.pages = pages;
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, "/dashboard/api-keys", RouteAccess.PAGE, this::list),
                new Route(POST, "/dashboard/sites/{site}/keys", RouteAccess.PAGE, this::create),
                new Route(GET, "/dashboard/sites/{site}/keys/{key}/revoke", RouteAccess.PAGE, this::askRevoke),
                new Route(POST, "/dashboard/sites/{site}/keys/{key}/revoke", RouteAccess.PAGE, this::revoke));
    }

    /** The keys of the site in {@code ?site=}, or of the newest one. */
    private void list(Context ctx) {
        User user = SessionGuard.user(ctx);
        Optional<Long> wanted = VisibleSites.queryId(ctx, "site");
        SiteRow site = service.read(
                SiteTable.class,
                sites -> wanted.isPresent()
                        ? sites.find(user, wanted.get()).orElseThrow(VisibleSites::notFound)
                        : sites.list(user, Page.first(1)).stream().findFirst().orElse(null));
        page(ctx, 200, site, Forms.Key.EMPTY, null, null);
    }

    private void create(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        Input input = Input.form(ctx);
        SiteChanges.KeyDraft draft = SiteInput.key(input);
        try {
            input.check();
            SiteChanges.Changed<SiteChanges.NewKey> made =
                    service.changes().addKey(SessionGuard.actor(ctx), site.id(), draft);
            ChangeBanner banner = ChangeBanner.of(made.confirmation(), "Key created", "", ChangeAnswer.KEY_MADE);
            page(ctx, banner.status(), site, Forms.Key.EMPTY, banner, banner.done() ? made.value() : null);
        } catch (FailedRequest refused) {
            Forms.Key form = new Forms.Key(
                    Forms.typed(ctx, "name"),
                    draft.integration(),
                    refused.error().errors());
            page(ctx, 422, site, form, null, null);
        }
    }

    private void askRevoke(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        long keyId = VisibleSites.id(ctx, "key");
        KeyRow key = service.read(KeyTable.class, keys -> keys.find(site.id(), keyId))
                .orElseThrow(VisibleSites::notFound);
        pages.page(
                ctx,
                200,
                Frame.Place.API_KEYS,
                "Revoke " + key.name(),
                "revokeAsk.jte",
                Map.of("site", site, "key", key));
    }

    private void revoke(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        SiteChanges.Changed<KeyRow> revoked =
                service.changes().revokeKey(SessionGuard.actor(ctx), site.id(), VisibleSites.id(ctx, "key"));
        String title = "Key " + revoked.value().name() + " revoked";
        ChangeBanner banner = ChangeBanner.ofEndedKeys(revoked.confirmation(), title, ChangeAnswer.KEY_REVOKED);
        page(ctx, banner.status(), site, Forms.Key.EMPTY, banner, null);
    }

    /** @param newKey a key to be shown this once, or null */
    private void page(
            Context ctx, int status, SiteRow site, Forms.Key form, ChangeBanner banner, SiteChanges.NewKey newKey) {
        User user = SessionGuard.user(ctx);
        Map<String, Object> model = new HashMap<>();
        model.put("site", site);
        model.put("sites", sitesToChoose(user));
        model.put("live", site == null ? List.of() : service.read(KeyTable.class, keys -> keys.live(site.id())));
        model.put("revoked", site == null ? List.of() : lastRevoked(site));
        KeyWarnings warnings = site == null ? null : KeyWarnings.of(service.jdbi(), site.id());
        model.put("warnings", warnings);
        model.put("form", form.integration().isEmpty() && warnings != null ? form.usual(warnings) : form);
        model.put("apiUrl", pages.apiUrl().toString());
        model.put("banner", banner);
        model.put("newKey", newKey);
        model.put("now", Instant.now());
        String title = site == null ? "API keys" : "API keys of " + site.name();
        pages.page(ctx, status, Frame.Place.API_KEYS, title, "keys.jte", model);
    }

    private List<SiteRow> sitesToChoose(User user) {
        Page newest = Page.first(SITES_TO_CHOOSE);
        return newest.rows(service.read(SiteTable.class, all -> all.list(user, newest)));
    }

    private List<KeyRow> lastRevoked(SiteRow site) {
        Page newest = Page.first(KEYS_LOOKED_AT);
        return newest.rows(service.read(KeyTable.class, keys -> keys.list(site.id(), newest))).stream()
                .filter(key -> !key.isLive())
                .toList();
    }
}
