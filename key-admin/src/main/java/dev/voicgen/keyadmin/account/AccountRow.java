package dev.voicgen.keyadmin.account;

import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;

/**
 * An account as the operator sees it.
 *
 * @param email of its first user
 * @param subscription what its new sites begin with
 * @param sites how many it has
 */
public record AccountRow(
        long id, String name, String email, @Nested AccountTerms subscription, int sites, Instant createdAt) {}
