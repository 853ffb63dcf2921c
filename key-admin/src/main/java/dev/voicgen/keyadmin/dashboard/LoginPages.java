package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.keyadmin.http.LoginRoutes;
import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The login page, and logging out. */
final class LoginPages {

    static final String PATH = "/dashboard/login";

    private final Pages pages;
    private final LoginRoutes logins;

    LoginPages(Pages pages, LoginRoutes logins) {
        this.pages = pages;
        this.logins = logins;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, PATH, RouteAccess.ANYONE, ctx -> pages.login(ctx, 200, "", Map.of())),
                new Route(POST, PATH, RouteAccess.ANYONE, this::logIn),
                new Route(POST, "/dashboard/logout", RouteAccess.PAGE, this::logOut));
    }

    private void logIn(Context ctx) {
        try {
            logins.logIn(ctx, Input.form(ctx));
        } catch (FailedRequest refused) {
            ApiError failure = refused.error();
            failure.headers().forEach(ctx::header);
            String email =
                    ApiKey.hiddenIn(Optional.ofNullable(ctx.formParam("email")).orElse(""));
            pages.login(ctx, failure.status(), email, beside(failure));
            return;
        }
        ctx.redirect(Frame.Place.SITES.path(), HttpStatus.SEE_OTHER);
    }

    /** An error of no single field is shown at the password, which the user types again next. */
    private static Map<String, List<String>> beside(ApiError failure) {
        return failure.errors().isEmpty() ? Map.of("password", List.of(failure.message())) : failure.errors();
    }

    private void logOut(Context ctx) {
        logins.logOut(ctx);
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }
}
