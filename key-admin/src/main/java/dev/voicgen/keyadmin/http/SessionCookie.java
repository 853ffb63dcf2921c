package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.account.Sessions;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;

/**
 * The cookies of a session and of a known device. Scripts cannot read them, and browsers do not send them with forms of other
 * sites.
 */
public final class SessionCookie {

    static final String NAME = "voicgen_session";

    private static final String DEVICE = "voicgen_device";
    /** Browsers keep no cookie for longer than 400 days. */
    private static final Duration DEVICE_LIFE = Duration.ofDays(400);

    private final boolean secure;

    /** @param secure whether browsers reach the pages through https */
    public SessionCookie(boolean secure) {
        this.secure = secure;
    }

    public void set(Context ctx, String token) {
        write(ctx, NAME, token, (int) Sessions.LIFE.toSeconds());
    }

    public void clear(Context ctx) {
        write(ctx, NAME, "", 0);
    }

    /** Marks the browser as a known device of the user. */
    void setDevice(Context ctx, String token) {
        write(ctx, DEVICE, token, (int) DEVICE_LIFE.toSeconds());
    }

    /** The token that {@link #setDevice} gave the browser, or null. */
    static String device(Context ctx) {
        return ctx.cookie(DEVICE);
    }

    private void write(Context ctx, String name, String value, int maxAge) {
        ctx.cookie(new Cookie(name, value, "/", maxAge, secure, true, null, SameSite.LAX));
    }
}
