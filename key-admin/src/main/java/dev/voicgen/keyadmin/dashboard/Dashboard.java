package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;

import dev.voicgen.keyadmin.http.LoginRoutes;
import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.keyadmin.http.RouteDependencies;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Route;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Every page under {@code /dashboard}. */
public final class Dashboard {

    private final Assets assets = new Assets();
    private final Pages pages;
    private final LoginRoutes logins;
    private final RouteDependencies service;

    /** @param apiUrl where publishers reach the API, for the examples on the pages */
    public Dashboard(LoginRoutes logins, RouteDependencies service, URI apiUrl) {
        this.pages = new Pages(assets, apiUrl);
        this.logins = logins;
        this.service = service;
    }

    public List<Route> routes() {
        return Stream.of(
                        assets.routes(),
                        new LoginPages(pages, logins).routes(),
                        new SitePages(pages, service).routes(),
                        new SiteEditPages(pages, service).routes(),
                        new RotatePages(pages, service).routes(),
                        new KeyPages(pages, service).routes(),
                        new AccountPages(pages, service).routes(),
                        List.of(
                                new Route(GET, "/", RouteAccess.ANYONE, Dashboard::toSites),
                                new Route(GET, "/dashboard", RouteAccess.ANYONE, Dashboard::toSites),
                                new Route(GET, "/dashboard/<path>", RouteAccess.PAGE, Dashboard::noSuchPage)))
                .flatMap(List::stream)
                .toList();
    }

    /** Answers people with a page, where the API answers programs with JSON. */
    public void handleRefusals(RoutesConfig routes) {
        routes.exception(FailedRequest.class, (e, ctx) -> refused(ctx, e.error(), pages));
        routes.exception(SessionGuard.LoginNeeded.class, (e, ctx) -> toLogin(ctx));
    }

    private static void toSites(Context ctx) {
        ctx.redirect(Frame.Place.SITES.path());
    }

    private static void noSuchPage(Context ctx) {
        throw VisibleSites.notFound();
    }

    /** A page for browsers on the dashboard, JSON for clients of the API. */
    private static void refused(Context ctx, ApiError failure, Pages pages) {
        if (ctx.path().startsWith("/dashboard/")) {
            failure.headers().forEach(ctx::header);
            pages.problem(ctx, failure.status(), failure.message());
        } else {
            Envelope.failure(ctx, failure);
        }
    }

    /**
     * A redirect would make htmx show the login page inside the old page, so htmx gets a header that makes it navigate
     * there.
     */
    private static void toLogin(Context ctx) {
        if (Pages.isPart(ctx)) {
            ctx.status(401).header("HX-Redirect", LoginPages.PATH);
        } else {
            ctx.redirect(LoginPages.PATH);
        }
    }
}
