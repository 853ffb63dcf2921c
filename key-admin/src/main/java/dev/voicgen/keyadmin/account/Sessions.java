package dev.voicgen.keyadmin.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The sessions of users who have logged in. A token has 256 random bits and is stored as its SHA-256 only. A session ends
 * 12 hours after its last use, and in any case 7 days after the login. Thread-safe.
 */
public final class Sessions {

    static final Duration IDLE = Duration.ofHours(12);
    public static final Duration LIFE = Duration.ofDays(7);
    /** The table is written at most this often for a session in constant use. */
    private static final Duration EXTENDED_EVERY = Duration.ofMinutes(10);

    private static final int TOKEN_BYTES = 32;

    private final Jdbi jdbi;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Opens a session and answers its new token. Only the hash of the token is stored. */
    String open(long userId) {
        String token = newToken();
        Instant now = clock.instant();
        jdbi.useExtension(SessionTable.class, table -> {
            table.deleteExpired(now);
            table.add(hash(token), userId, newToken(), now, now.plus(IDLE));
        });
        return token;
    }

    /** The open session with this token. This use extends the session. */
    public Optional<Session> find(String token) {
        byte[] hash = hash(token);
        Instant now = clock.instant();
        Optional<Session> session = jdbi.withExtension(SessionTable.class, table -> table.find(hash))
                .filter(found -> now.isBefore(found.expiresAt()));
        session.ifPresent(found -> extend(hash, found, now));
        return session;
    }

    /** Ends the session. Its token is invalid from now on. */
    public void close(String token) {
        jdbi.useExtension(SessionTable.class, table -> table.delete(hash(token)));
    }

    private void extend(byte[] hash, Session session, Instant now) {
        Instant idleEnd = now.plus(IDLE);
        Instant lifeEnd = session.createdAt().plus(LIFE);
        Instant end = idleEnd.isBefore(lifeEnd) ? idleEnd : lifeEnd;
        if (end.isAfter(session.expiresAt().plus(EXTENDED_EVERY))) {
            jdbi.useExtension(SessionTable.class, table -> table.extend(hash, end));
        }
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
