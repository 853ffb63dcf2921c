package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.LoginRoutes;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way in and out. */
final class LoginPages {

    static final String PATH = "/dashboard/login";

    private final Pages pages;
    private final LoginRoutes logins;

    LoginPages(Pages pages, LoginRoutes logins) {
        this.pages = pages;
        this.logins = logins;
    }

    void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> pages.login(ctx, 200, "", Map.of()), Access.ANYONE);
        routes.post(PATH, this::logIn, Access.ANYONE);
        routes.post("/dashboard/logout", this::logOut, Access.PAGE);
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

    /** What is no single field's fault stands where the user is about to type again. */
    private static Map<String, List<String>> beside(ApiError failure) {
        return failure.errors().isEmpty() ? Map.of("password", List.of(failure.message())) : failure.errors();
    }

    private void logOut(Context ctx) {
        logins.logOut(ctx);
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }
}
