package dev.voicgen.keyadmin.http;

import static io.javalin.http.HandlerType.POST;

import dev.voicgen.keyadmin.account.Logins;
import dev.voicgen.keyadmin.account.Session;
import dev.voicgen.keyadmin.account.Sessions;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Route;
import dev.voicgen.platform.http.TrustedProxies;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The routes to log in and out. */
public final class LoginRoutes {

    private final Logins logins;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final TrustedProxies proxies;

    /** @param proxies through which clients may come */
    public LoginRoutes(Logins logins, Sessions sessions, SessionCookie cookie, TrustedProxies proxies) {
        this.logins = logins;
        this.sessions = sessions;
        this.cookie = cookie;
        this.proxies = proxies;
    }

    List<Route> routes() {
        return List.of(
                new Route(POST, "/v1/auth/login", RouteAccess.ANYONE, this::login),
                new Route(POST, "/v1/auth/logout", RouteAccess.SESSION, this::logout));
    }

    /**
     * Logs in with the fields {@code email} and {@code password} and sets the cookie. Ends the session that the request came
     * with, so that an attacker cannot plant the session that is used from now on.
     *
     * @return the session's token
     */
    public String logIn(Context ctx, Input input) {
        String email = AccountInput.email(input);
        String password = AccountInput.password(input);
        input.check();
        Logins.Outcome outcome = logins.login(email, password, proxies.clientOf(ctx), SessionCookie.device(ctx));
        if (outcome instanceof Logins.Outcome.Throttled throttled) {
            throw throttled(throttled.retryAfter());
        }
        if (!(outcome instanceof Logins.Outcome.LoggedIn loggedIn)) {
            throw new FailedRequest(
                    ApiError.of(401, "invalid_credentials", "These credentials do not match our records."));
        }
        SessionGuard.token(ctx).ifPresent(sessions::close);
        cookie.set(ctx, loggedIn.token());
        cookie.setDevice(ctx, loggedIn.device());
        return loggedIn.token();
    }

    /** Ends the request's session, in the table and in the browser. */
    public void logOut(Context ctx) {
        SessionGuard.token(ctx).ifPresent(sessions::close);
        cookie.clear(ctx);
    }

    private void login(Context ctx) {
        String token = logIn(ctx, Input.json(ctx));
        Session session = sessions.find(token).orElseThrow();
        Envelope.success(
                ctx,
                200,
                "Logged in",
                Map.of("token", token, "csrf_token", session.csrfToken(), "user", session.user()));
    }

    private void logout(Context ctx) {
        logOut(ctx);
        Envelope.success(ctx, 200, "Logged out", null);
    }

    private static FailedRequest throttled(Duration wait) {
        // Rounded up, so that a client that waits this long is not too early.
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return new FailedRequest(ApiError.of(
                        429, "rate_limited", "Too Many Attempts. Try again in " + inWords(seconds) + ".")
                .withHeader("Retry-After", String.valueOf(seconds))
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", String.valueOf(Instant.now().getEpochSecond() + seconds)));
    }

    private static String inWords(long seconds) {
        if (seconds > 90) {
            return (seconds + 59) / 60 + " minutes";
        }
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
