package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.KeyDraft;
import dev.voicgen.keyadmin.site.KeyRow;
import dev.voicgen.keyadmin.site.KeyWarnings;
import dev.voicgen.keyadmin.site.Keys;
import dev.voicgen.keyadmin.site.NewKey;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/** A site's keys. */
final class KeyRoutes {

    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final VisibleSites visible;

    KeyRoutes(Jdbi jdbi, SiteChanges changes, VisibleSites visible) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.visible = visible;
    }

    void register(RoutesConfig routes) {
        routes.get("/v1/sites/{site}/keys", this::list, Access.SESSION);
        routes.post("/v1/sites/{site}/keys", this::create, Access.SESSION);
        routes.delete("/v1/sites/{site}/keys/{key}", this::revoke, Access.SESSION);
        routes.post("/v1/sites/{site}/rotate-key", this::rotate, Access.SESSION);
    }

    private void list(Context ctx) {
        long siteId = visible.site(ctx).id();
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(ctx, page -> jdbi.withExtension(Keys.class, keys -> keys.list(siteId, page)), KeyRow::id));
    }

    private void create(Context ctx) {
        long siteId = visible.site(ctx).id();
        Input input = Input.json(ctx);
        KeyDraft draft = SiteInput.key(input);
        input.check();
        Changed<NewKey> made = changes.addKey(actor(ctx), siteId, draft);
        Effects.refusePending(made.confirmation(), IfPending.KEY_MADE);
        Envelope.success(ctx, 201, "API key created", shownOnce(siteId, made.value()));
    }

    private void revoke(Context ctx) {
        long siteId = visible.site(ctx).id();
        Changed<KeyRow> revoked = changes.revokeKey(actor(ctx), siteId, VisibleSites.id(ctx, "key"));
        Effects.refusePending(revoked.confirmation(), IfPending.KEY_REVOKED);
        KeyRow key = revoked.value();
        Envelope.success(
                ctx,
                200,
                "API key revoked",
                Effects.with(
                        Map.of("id", key.id(), "name", key.name(), "start", key.start(), "revoked_at", key.revokedAt()),
                        revoked.confirmation()));
    }

    private void rotate(Context ctx) {
        long siteId = visible.site(ctx).id();
        Input input = Input.optionalJson(ctx);
        UnaryOperator<KeyDraft> edit = SiteInput.successor(input);
        input.check();
        Changed<NewKey> rotated = changes.rotateKeys(actor(ctx), siteId, edit);
        Effects.refusePending(rotated.confirmation(), IfPending.KEYS_ROTATED);
        Envelope.success(
                ctx, 200, "API key rotated", Effects.with(shownOnce(siteId, rotated.value()), rotated.confirmation()));
    }

    /** The one answer that holds a key; with a warning where the key would be refused. */
    private Map<String, Object> shownOnce(long siteId, NewKey made) {
        KeyRow row = made.row();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", row.id());
        data.put("name", row.name());
        data.put("integration", row.integration());
        data.put("key", made.key().reveal());
        data.put("start", row.start());
        data.put("created_at", row.createdAt());
        KeyWarnings.of(jdbi, siteId).of(row.integration()).ifPresent(warning -> data.put("warning", warning));
        return data;
    }

    private static Actor actor(Context ctx) {
        return Actor.of(SessionGuard.user(ctx));
    }
}
