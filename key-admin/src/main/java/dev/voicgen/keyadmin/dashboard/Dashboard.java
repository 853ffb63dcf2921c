package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.LoginNeeded;
import dev.voicgen.keyadmin.http.LoginRoutes;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.NewAccounts;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.FailedRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import org.jdbi.v3.core.Jdbi;

/** Every page under {@code /dashboard}. */
public final class Dashboard {

    private Dashboard() {}

    public static void register(
            RoutesConfig routes, LoginRoutes logins, Jdbi jdbi, SiteChanges changes, NewAccounts accounts, URI apiUrl) {
        Assets assets = new Assets();
        Pages pages = new Pages(assets);
        VisibleSites visible = new VisibleSites(jdbi);
        assets.register(routes);
        new LoginPages(pages, logins).register(routes);
        new SitePages(pages, jdbi, changes).register(routes);
        new SiteEditPages(pages, jdbi, changes, visible, apiUrl).register(routes);
        new RotatePages(pages, jdbi, changes, visible).register(routes);
        new KeyPages(pages, jdbi, changes, visible, apiUrl).register(routes);
        new AccountPages(pages, jdbi, accounts).register(routes);
        routes.get("/", ctx -> ctx.redirect(Frame.Place.SITES.path()), Access.ANYONE);
        routes.get("/dashboard", ctx -> ctx.redirect(Frame.Place.SITES.path()), Access.ANYONE);
        routes.get(
                "/dashboard/<path>",
                ctx -> {
                    throw VisibleSites.notFound();
                },
                Access.PAGE);
        routes.exception(FailedRequest.class, (e, ctx) -> refused(ctx, e.error(), pages));
        routes.exception(LoginNeeded.class, (e, ctx) -> toLogin(ctx));
    }

    /** People get a page, programs the body they know. */
    private static void refused(Context ctx, ApiError failure, Pages pages) {
        if (ctx.path().startsWith("/dashboard/")) {
            failure.headers().forEach(ctx::header);
            pages.problem(ctx, failure.status(), failure.message());
        } else {
            Envelope.failure(ctx, failure);
        }
    }

    /** htmx would put the login page into the middle of the old one, so it is told to go there. */
    private static void toLogin(Context ctx) {
        if (Pages.isPart(ctx)) {
            ctx.status(401).header("HX-Redirect", LoginPages.PATH);
        } else {
            ctx.redirect(LoginPages.PATH);
        }
    }
}
