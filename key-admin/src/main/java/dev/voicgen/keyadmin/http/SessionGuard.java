package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.account.AuditLog;
import dev.voicgen.keyadmin.account.Session;
import dev.voicgen.keyadmin.account.Sessions;
import dev.voicgen.keyadmin.account.User;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request through to its route only with the session that the route needs. The session comes as a bearer token or as
 * the cookie. A page of another server can make a browser send the cookie, but not the token. So an unsafe request with the
 * cookie must also carry the session's CSRF token and come from a page of this server. An API key is no session.
 */
public final class SessionGuard {

    public static final String CSRF_FIELD = "_csrf";
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String BEARER = "Bearer ";
    private static final String SESSION = "session";
    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final Sessions sessions;

    /** A page was asked for without a session. This is an answer and not a fault, so it has no stack trace. */
    public static final class LoginNeeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private LoginNeeded() {
            super("login needed", null, false, false);
        }
    }

    public SessionGuard(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Runs before every matched route, before its body is read. */
    public void check(Context ctx) {
        Set<?> access = ctx.routeRoles();
        if (access.contains(RouteAccess.ANYONE)) {
            refuseForeignPage(ctx);
        } else if (!access.isEmpty()) {
            admit(ctx, access);
        }
    }

    /** Runs before every matched route, after its body has been read: the page may have sent its CSRF token in it. */
    public void refuseForgery(Context ctx) {
        Session session = session(ctx);
        if (session != null && isUnsafeByCookie(ctx)) {
            String sent = Optional.ofNullable(ctx.header(CSRF_HEADER)).orElseGet(() -> ctx.formParam(CSRF_FIELD));
            if (sent == null || !same(sent, session.csrfToken())) {
                throw forged();
            }
        }
    }

    /** The session of the request, on a route that needs one. */
    public static Session session(Context ctx) {
        return ctx.attribute(SESSION);
    }

    public static User user(Context ctx) {
        return session(ctx).user();
    }

    /** The author of the changes that the request makes. */
    public static AuditLog.Actor actor(Context ctx) {
        return AuditLog.Actor.of(user(ctx));
    }

    /** The token that the request has, if any. It may not belong to a session. */
    static Optional<String> token(Context ctx) {
        String authorization = ctx.header("Authorization");
        if (authorization != null) {
            return authorization.startsWith(BEARER)
                    ? Optional.of(authorization.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        return Optional.ofNullable(ctx.cookie(SessionCookie.NAME)).filter(value -> !value.isEmpty());
    }

    private void admit(Context ctx, Set<?> access) {
        Optional<Session> session = token(ctx).flatMap(sessions::find);
        if (session.isEmpty()) {
            throw unauthenticated(access.contains(RouteAccess.PAGE));
        }
        if (isUnsafeByCookie(ctx) && origin(ctx) != SameOrigin.Answer.SAME) {
            throw forged();
        }
        if (access.contains(RouteAccess.OPERATOR) && !session.get().user().isOperator()) {
            throw new FailedRequest(ApiError.of(403, "operator_only", "Only an operator may do this."));
        }
        ctx.attribute(SESSION, session.get());
    }

    private static RuntimeException unauthenticated(boolean page) {
        return page
                ? new LoginNeeded()
                : new FailedRequest(ApiError.of(
                                401,
                                "unauthenticated",
                                "Unauthenticated. This needs a dashboard session, see POST /v1/auth/login.")
                        .withHeader("WWW-Authenticate", "Bearer"));
    }

    private static boolean isUnsafeByCookie(Context ctx) {
        return ctx.header("Authorization") == null && !SAFE.contains(ctx.method());
    }

    /** A login from a foreign page would put the victim into the attacker's account. */
    private static void refuseForeignPage(Context ctx) {
        if (!SAFE.contains(ctx.method()) && origin(ctx) == SameOrigin.Answer.OTHER) {
            throw forged();
        }
    }

    private static FailedRequest forged() {
        return new FailedRequest(
                ApiError.of(403, "csrf_refused", "The request does not come from a page of this dashboard."));
    }

    private static SameOrigin.Answer origin(Context ctx) {
        return SameOrigin.of(ctx.header("Sec-Fetch-Site"), ctx.header("Origin"), ctx.header("Host"));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
