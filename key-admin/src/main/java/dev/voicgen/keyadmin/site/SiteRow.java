package dev.voicgen.keyadmin.site;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;

/**
 * A site as its owner sees it.
 *
 * @param settings a JSON object
 */
public record SiteRow(
        long id,
        String name,
        boolean active,
        List<String> domains,
        @Nested SubscriptionRow subscription,
        Long defaultVoiceId,
        @JsonRawValue String settings,
        int liveKeys,
        Instant createdAt) {}
