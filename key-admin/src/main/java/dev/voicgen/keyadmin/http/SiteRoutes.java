package dev.voicgen.keyadmin.http;

import dev.voicgen.catalog.AnalyticsCounts;
import dev.voicgen.catalog.AnalyticsRequest;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.AudioRow;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.Posts;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteDraft;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SiteSecret;
import dev.voicgen.keyadmin.site.Sites;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/** Sites, and what belongs to one but its keys. */
final class SiteRoutes {

    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final VisibleSites visible;

    SiteRoutes(Jdbi jdbi, SiteChanges changes, VisibleSites visible) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.visible = visible;
    }

    void register(RoutesConfig routes) {
        routes.get("/v1/sites", this::list, Access.SESSION);
        routes.post("/v1/sites", this::create, Access.SESSION);
        routes.get("/v1/sites/{site}", this::show, Access.SESSION);
        routes.patch("/v1/sites/{site}", this::edit, Access.SESSION);
        routes.get("/v1/sites/{site}/audio", this::audio, Access.SESSION);
        routes.get("/v1/sites/{site}/analytics", this::analytics, Access.SESSION);
        routes.get("/v1/sites/{site}/webhooks/secret", this::secret, Access.SESSION);
        routes.post("/v1/sites/{site}/webhooks/secret", this::changeSecret, Access.SESSION);
        routes.get("/v1/voices", this::voices, Access.SESSION);
    }

    private void list(Context ctx) {
        User user = SessionGuard.user(ctx);
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(ctx, page -> jdbi.withExtension(Sites.class, sites -> sites.list(user, page)), SiteRow::id));
    }

    private void create(Context ctx) {
        Input input = Input.json(ctx);
        String name = SiteInput.name(input);
        List<Domain> domains = SiteInput.domains(input, List.of());
        input.check();
        User user = SessionGuard.user(ctx);
        Changed<Long> created = changes.createSite(Actor.of(user), user.accountId(), new SiteDraft(name, domains));
        SiteRow site = jdbi.withExtension(Sites.class, sites -> sites.find(user, created.value()))
                .orElseThrow();
        Effects.refusePending(created.confirmation(), IfPending.SITE_MADE);
        Envelope.success(ctx, 201, "Site created", site);
    }

    private void show(Context ctx) {
        Envelope.success(ctx, 200, "OK", visible.site(ctx));
    }

    private void edit(Context ctx) {
        SiteRow site = visible.site(ctx);
        Input input = Input.json(ctx);
        UnaryOperator<SiteProfile> edit = SiteInput.edit(input, site);
        input.check();
        Changed<Long> edited = changes.edit(Actor.of(SessionGuard.user(ctx)), site.id(), edit);
        Effects.refusePending(edited.confirmation(), IfPending.CHANGED);
        Envelope.success(ctx, 200, "Site updated", visible.site(ctx));
    }

    private void audio(Context ctx) {
        long siteId = visible.site(ctx).id();
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(
                        ctx,
                        page -> jdbi.withExtension(Posts.class, posts -> posts.audio(siteId, page)),
                        AudioRow::id));
    }

    private void analytics(Context ctx) {
        long siteId = visible.site(ctx).id();
        AnalyticsRequest request = AnalyticsRequest.of(ctx);
        Envelope.success(
                ctx,
                200,
                "OK",
                jdbi.<Map<String, Object>, RuntimeException>withHandle(
                        handle -> AnalyticsCounts.answer(handle, siteId, request)));
    }

    private void secret(Context ctx) {
        answerSecret(ctx, visible.site(ctx).id(), "OK");
    }

    private void changeSecret(Context ctx) {
        long siteId = visible.site(ctx).id();
        changes.changeWebhookSecret(Actor.of(SessionGuard.user(ctx)), siteId);
        answerSecret(ctx, siteId, "Webhook secret changed");
    }

    private void answerSecret(Context ctx, long siteId, String message) {
        SiteSecret secret = jdbi.withExtension(Sites.class, sites -> sites.webhookSecret(siteId));
        Envelope.success(ctx, 200, message, secret);
    }

    private void voices(Context ctx) {
        Envelope.success(ctx, 200, "OK", Page.whole(jdbi.withExtension(Posts.class, Posts::voices)));
    }
}
