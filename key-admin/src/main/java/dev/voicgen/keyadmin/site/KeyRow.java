package dev.voicgen.keyadmin.site;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A key as it may be shown.
 *
 * @param integration rest or plugin
 * @param start its first characters
 * @param lastUsedAt true to a minute; null: never
 * @param revokedAt null: the key is live
 */
public record KeyRow(
        long id,
        String name,
        String integration,
        String start,
        Instant createdAt,
        Instant lastUsedAt,
        Instant revokedAt) {

    @JsonIgnore
    public boolean isLive() {
        return revokedAt == null;
    }
}
