package dev.voicgen.keyadmin.account;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/** Logging in. An unknown user and a wrong password are the same to the client, in word and in time. Thread-safe. */
public final class Logins {

    /** What a login came to. */
    public sealed interface Outcome {
        /** Logged in; the token is to be handed out and forgotten. */
        record LoggedIn(String token) implements Outcome {}

        /** No such user with such a password. */
        record Refused() implements Outcome {}

        /** Too many have failed. */
        record Throttled(Duration retryAfter) implements Outcome {}
    }

    /** Bounds the memory and the cores that passwords may take, whoever sends them. */
    private static final int CHECKS_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final Duration TURN_WAIT = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Sessions sessions;
    private final Semaphore turns = new Semaphore(CHECKS_AT_ONCE);

    public Logins(Jdbi jdbi, Passwords passwords, LoginThrottle throttle, Sessions sessions) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    /** @param client the address at the other end of the connection */
    public Outcome login(String email, String password, InetAddress client) {
        Optional<Duration> wait = throttle.attempt(email, client);
        if (wait.isPresent()) {
            return new Outcome.Throttled(wait.get());
        }
        Optional<Accounts.Credentials> user =
                jdbi.withExtension(Accounts.class, accounts -> accounts.credentials(email.toLowerCase(Locale.ROOT)));
        if (!awaitTurn()) {
            return new Outcome.Throttled(TURN_WAIT);
        }
        boolean right;
        try {
            right = passwords.matches(password, user.map(Accounts.Credentials::passwordHash));
        } finally {
            turns.release();
        }
        if (!right) {
            return new Outcome.Refused();
        }
        throttle.succeeded(email, client);
        return new Outcome.LoggedIn(sessions.open(user.orElseThrow().id()));
    }

    private boolean awaitTurn() {
        try {
            return turns.tryAcquire(TURN_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
