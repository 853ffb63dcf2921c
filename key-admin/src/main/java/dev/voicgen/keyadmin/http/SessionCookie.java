package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.account.Sessions;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/** The browser's half of a session: out of reach for scripts, and not sent along by other sites' forms. */
public final class SessionCookie {

    static final String NAME = "voicgen_session";

    private final boolean secure;

    /** @param secure whether browsers reach the pages through https */
    public SessionCookie(boolean secure) {
        this.secure = secure;
    }

    public void set(Context ctx, String token) {
        write(ctx, token, (int) Sessions.LIFE.toSeconds());
    }

    public void clear(Context ctx) {
        write(ctx, "", 0);
    }

    private void write(Context ctx, String value, int maxAge) {
        ctx.cookie(new Cookie(NAME, value, "/", maxAge, secure, true, null, SameSite.LAX));
    }
}
