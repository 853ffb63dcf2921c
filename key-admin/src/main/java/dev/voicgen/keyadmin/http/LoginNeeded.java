package dev.voicgen.keyadmin.http;

/** A page was asked for without a session. Without a stack trace: it is an answer, not an accident. */
public final class LoginNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoginNeeded() {
        super("login needed", null, false, false);
    }
}
