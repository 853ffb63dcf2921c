package dev.voicgen.keyadmin.http;

import dev.voicgen.platform.http.BodyBudget;
import dev.voicgen.platform.http.BodyRule;
import dev.voicgen.platform.http.MediaType;
import dev.voicgen.platform.http.RequestBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Reads the body of an authorized request completely, before its route is called. Thread-safe. */
public final class Bodies {

    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_LOGIN_BYTES = 64 * 1024;
    private static final Set<HandlerType> WITH_BODY = Set.of(HandlerType.POST, HandlerType.PUT, HandlerType.PATCH);
    private static final String REFUSED = "refused-body";

    private final BodyBudget ofAnybody = BodyBudget.forAnybody();
    private final BodyBudget ofAccounts = BodyBudget.forOwners();

    /** To be called after the checks of sessions have been registered. */
    public void register(RoutesConfig routes) {
        routes.beforeMatched(this::gather);
        routes.beforeMatched(Bodies::refuse);
    }

    private void gather(Context ctx) {
        if (WITH_BODY.contains(ctx.method())) {
            ctx.future(() -> RequestBody.gather(ctx, rule(ctx), owner(ctx)).exceptionally(refused -> {
                ctx.attribute(REFUSED, refused);
                return null;
            }));
        }
    }

    /** After a failed future, Javalin would go on to the route. */
    private static void refuse(Context ctx) {
        Throwable refused = ctx.attribute(REFUSED);
        if (refused != null) {
            throw refused instanceof RuntimeException e ? e : new CompletionException(refused);
        }
    }

    private BodyRule rule(Context ctx) {
        boolean isLogin = SessionGuard.session(ctx) == null;
        return new BodyRule(types(ctx), isLogin ? MAX_LOGIN_BYTES : MAX_BYTES, isLogin ? ofAnybody : ofAccounts);
    }

    /** Some routes need no body. A request without one need not name a content type. */
    private static List<String> types(Context ctx) {
        if (ctx.req().getHeader("Content-Type") == null) {
            return List.of();
        }
        return List.of(ctx.path().startsWith("/v1/") ? MediaType.JSON : MediaType.FORM);
    }

    private static Object owner(Context ctx) {
        return SessionGuard.session(ctx) == null
                ? Bodies.class
                : (Object) SessionGuard.user(ctx).accountId();
    }
}
