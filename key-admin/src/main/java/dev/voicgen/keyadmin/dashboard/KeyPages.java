package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.account.User;
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
import dev.voicgen.keyadmin.site.Sites;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Config → API keys: a site's keys, a new one, and the end of one. */
final class KeyPages {

    private static final int SITES_TO_CHOOSE = 200;
    private static final int KEYS_LOOKED_AT = 100;

    private final Pages pages;
    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final VisibleSites visible;
    private final URI apiUrl;

    KeyPages(Pages pages, Jdbi jdbi, SiteChanges changes, VisibleSites visible, URI apiUrl) {
        this.pages = pages;
        this.jdbi = jdbi;
        this.changes = changes;
        this.visible = visible;
        this.apiUrl = apiUrl;
    }

    void register(RoutesConfig routes) {
        routes.get("/dashboard/api-keys", this::list, Access.PAGE);
        routes.post("/dashboard/sites/{site}/keys", this::create, Access.PAGE);
        routes.get("/dashboard/sites/{site}/keys/{key}/revoke", this::askRevoke, Access.PAGE);
        routes.post("/dashboard/sites/{site}/keys/{key}/revoke", this::revoke, Access.PAGE);
    }

    /** The keys of the site in {@code ?site=}, or of the newest one. */
    private void list(Context ctx) {
        User user = SessionGuard.user(ctx);
        Optional<Long> wanted = VisibleSites.queryId(ctx, "site");
        SiteRow site = jdbi.withExtension(
                Sites.class,
                sites -> wanted.isPresent()
                        ? sites.find(user, wanted.get()).orElseThrow(VisibleSites::notFound)
                        : sites.list(user, Page.first(1)).stream().findFirst().orElse(null));
        page(ctx, 200, site, KeyForm.EMPTY, null, null);
    }

    private void create(Context ctx) {
        SiteRow site = visible.site(ctx);
        Input input = Input.form(ctx);
        KeyDraft draft = SiteInput.key(input);
        try {
            input.check();
            Changed<NewKey> made = changes.addKey(Actor.of(SessionGuard.user(ctx)), site.id(), draft);
            Notice notice = Notice.of(made.confirmation(), "Key created", "", IfPending.KEY_MADE);
            page(ctx, notice.status(), site, KeyForm.EMPTY, notice, notice.done() ? made.value() : null);
        } catch (FailedRequest refused) {
            KeyForm form = new KeyForm(
                    Forms.typed(ctx, "name"),
                    draft.integration(),
                    refused.error().errors());
            page(ctx, 422, site, form, null, null);
        }
    }

    private void askRevoke(Context ctx) {
        SiteRow site = visible.site(ctx);
        long keyId = VisibleSites.id(ctx, "key");
        KeyRow key = jdbi.withExtension(Keys.class, keys -> keys.find(site.id(), keyId))
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
        SiteRow site = visible.site(ctx);
        Changed<KeyRow> revoked =
                changes.revokeKey(Actor.of(SessionGuard.user(ctx)), site.id(), VisibleSites.id(ctx, "key"));
        String title = "Key " + revoked.value().name() + " revoked";
        Notice notice = Notice.ofEndedKeys(revoked.confirmation(), title, IfPending.KEY_REVOKED);
        page(ctx, notice.status(), site, KeyForm.EMPTY, notice, null);
    }

    /** @param newKey a key to be shown this once, or null */
    private void page(Context ctx, int status, SiteRow site, KeyForm form, Notice notice, NewKey newKey) {
        User user = SessionGuard.user(ctx);
        Map<String, Object> model = new HashMap<>();
        model.put("site", site);
        model.put("sites", sitesToChoose(user));
        model.put("live", site == null ? List.of() : jdbi.withExtension(Keys.class, keys -> keys.live(site.id())));
        model.put("revoked", site == null ? List.of() : lastRevoked(site));
        KeyWarnings warnings = site == null ? null : KeyWarnings.of(jdbi, site.id());
        model.put("warnings", warnings);
        model.put("form", form.integration().isEmpty() && warnings != null ? form.usual(warnings) : form);
        model.put("apiUrl", apiUrl.toString());
        model.put("notice", notice);
        model.put("newKey", newKey);
        model.put("now", Instant.now());
        String title = site == null ? "API keys" : "API keys of " + site.name();
        pages.page(ctx, status, Frame.Place.API_KEYS, title, "keys.jte", model);
    }

    private List<SiteRow> sitesToChoose(User user) {
        Page newest = Page.first(SITES_TO_CHOOSE);
        return newest.rows(jdbi.withExtension(Sites.class, all -> all.list(user, newest)));
    }

    private List<KeyRow> lastRevoked(SiteRow site) {
        Page newest = Page.first(KEYS_LOOKED_AT);
        return newest.rows(jdbi.withExtension(Keys.class, keys -> keys.list(site.id(), newest))).stream()
                .filter(key -> !key.isLive())
                .toList();
    }
}
