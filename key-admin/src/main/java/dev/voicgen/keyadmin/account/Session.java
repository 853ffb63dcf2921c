package dev.voicgen.keyadmin.account;

import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;

/**
 * A session and its user.
 *
 * @param csrfToken must come with every unsafe request that the cookie authenticates
 * @param expiresAt the session ends then, unless it is used before
 */
public record Session(@Nested User user, String csrfToken, Instant createdAt, Instant expiresAt) {}
