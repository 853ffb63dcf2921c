package dev.voicgen.keyadmin.account;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Checks logins. An unknown user and a wrong password get the same answer after the same time. Thread-safe. */
public final class Logins {

    /** What a login came to. */
    public sealed interface Outcome {
        /**
         * Logged in; both tokens are to be handed out and forgotten.
         *
         * @param device makes the client's device a known one
         */
        record LoggedIn(String token, String device) implements Outcome {}

        /** No such user with such a password. */
        record Refused() implements Outcome {}

        /** Too many have failed, or try just now. */
        record Throttled(Duration retryAfter) implements Outcome {}
    }

    private static final int CHECKS_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Sessions sessions;
    private final KnownDevices devices = new KnownDevices();
    private final PasswordTurns strangers = new PasswordTurns(CHECKS_AT_ONCE);
    /** Of known devices: no stranger that only guesses can delay them. */
    private final PasswordTurns known = new PasswordTurns(1);

    public Logins(Jdbi jdbi, Passwords passwords, LoginThrottle throttle, Sessions sessions) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    /**
     * @param client the address that the request came from first
     * @param device the token of an earlier login, as the client sent it; may be null
     */
    public Outcome login(String email, String password, InetAddress client, String device) {
        Optional<AccountTable.Credentials> user = jdbi.withExtension(
                AccountTable.class, accounts -> accounts.credentials(email.toLowerCase(Locale.ROOT)));
        Optional<String> deviceId = Optional.ofNullable(device)
                .flatMap(token -> user.flatMap(known -> devices.idOf(token, known.passwordHash())));
        LoginThrottle.Source source =
                deviceId.map(LoginThrottle.Source::device).orElseGet(() -> LoginThrottle.Source.client(client));
        Optional<Duration> wait = throttle.attempt(email, source);
        if (wait.isPresent()) {
            return new Outcome.Throttled(wait.get());
        }
        Optional<Boolean> right = (source.isKnownDevice() ? known : strangers)
                .take(source, () -> passwords.matches(password, user.map(AccountTable.Credentials::passwordHash)));
        if (right.isEmpty()) {
            return new Outcome.Throttled(PasswordTurns.RETRY);
        }
        if (!right.get()) {
            return new Outcome.Refused();
        }
        throttle.succeeded(email, source);
        AccountTable.Credentials loggedIn = user.orElseThrow();
        return new Outcome.LoggedIn(
                sessions.open(loggedIn.id()), deviceId.isPresent() ? device : devices.issue(loggedIn.passwordHash()));
    }
}
