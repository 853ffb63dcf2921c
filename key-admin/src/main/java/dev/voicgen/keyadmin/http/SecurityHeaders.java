package dev.voicgen.keyadmin.http;

import io.javalin.http.Context;

/**
 * Sets the security headers of every answer: browsers load only files of this server, show no frames, and cache
 * nothing.
 */
public final class SecurityHeaders {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    public static void set(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("X-Content-Type-Options", "nosniff");
        // Not no-referrer: with it browsers send "Origin: null" with forms, and forms are checked by their origin.
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        // Every answer belongs to one user, and some are secret. Assets replace this header.
        ctx.header("Cache-Control", "no-store");
    }
}
