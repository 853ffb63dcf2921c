package dev.voicgen.keyadmin.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.keyadmin.site.KeyRow;
import dev.voicgen.keyadmin.site.KeyTable;
import dev.voicgen.keyadmin.site.KeyWarnings;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The routes of a site's keys. */
final class KeyRoutes {

    private final RouteDependencies service;

    KeyRoutes(RouteDependencies service) {
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, "/v1/sites/{site}/keys", RouteAccess.SESSION, this::list),
                new Route(POST, "/v1/sites/{site}/keys", RouteAccess.SESSION, this::create),
                new Route(DELETE, "/v1/sites/{site}/keys/{key}", RouteAccess.SESSION, this::revoke),
                new Route(POST, "/v1/sites/{site}/rotate-key", RouteAccess.SESSION, this::rotate));
    }

    private void list(Context ctx) {
        long siteId = service.visible().site(ctx).id();
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(ctx, page -> service.read(KeyTable.class, keys -> keys.list(siteId, page)), KeyRow::id));
    }

    private void create(Context ctx) {
        long siteId = service.visible().site(ctx).id();
        Input input = Input.json(ctx);
        SiteChanges.KeyDraft draft = SiteInput.key(input);
        input.check();
        SiteChanges.Changed<SiteChanges.NewKey> made = service.changes().addKey(SessionGuard.actor(ctx), siteId, draft);
        ChangeAnswer.KEY_MADE.refusePending(made.confirmation());
        Envelope.success(ctx, 201, "API key created", shownOnce(siteId, made.value()));
    }

    private void revoke(Context ctx) {
        long siteId = service.visible().site(ctx).id();
        SiteChanges.Changed<KeyRow> revoked =
                service.changes().revokeKey(SessionGuard.actor(ctx), siteId, VisibleSites.id(ctx, "key"));
        ChangeAnswer.KEY_REVOKED.refusePending(revoked.confirmation());
        KeyRow key = revoked.value();
        Envelope.success(
                ctx,
                200,
                "API key revoked",
                ChangeAnswer.withConfirmation(
                        Map.of("id", key.id(), "name", key.name(), "start", key.start(), "revoked_at", key.revokedAt()),
                        revoked.confirmation()));
    }

    private void rotate(Context ctx) {
        long siteId = service.visible().site(ctx).id();
        Input input = Input.optionalJson(ctx);
        UnaryOperator<SiteChanges.KeyDraft> edit = SiteInput.successor(input);
        input.check();
        SiteChanges.Changed<SiteChanges.NewKey> rotated =
                service.changes().rotateKeys(SessionGuard.actor(ctx), siteId, edit);
        ChangeAnswer.KEYS_ROTATED.refusePending(rotated.confirmation());
        Envelope.success(
                ctx,
                200,
                "API key rotated",
                ChangeAnswer.withConfirmation(shownOnce(siteId, rotated.value()), rotated.confirmation()));
    }

    /** The only answer that holds a key. It has a warning if the key is refused as the site stands now. */
    private Map<String, Object> shownOnce(long siteId, SiteChanges.NewKey made) {
        KeyRow row = made.row();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", row.id());
        data.put("name", row.name());
        data.put("integration", row.integration());
        data.put("key", made.key().reveal());
        data.put("start", row.start());
        data.put("created_at", row.createdAt());
        KeyWarnings.of(service.jdbi(), siteId).of(row.integration()).ifPresent(warning -> data.put("warning", warning));
        return data;
    }
}
