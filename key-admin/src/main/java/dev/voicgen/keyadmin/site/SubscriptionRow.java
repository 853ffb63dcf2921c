package dev.voicgen.keyadmin.site;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a site may use.
 *
 * @param status active, trialing or inactive
 * @param trialEndsAt null: no end
 * @param monthlyPosts in place of the plan's; null: as the plan says
 */
public record SubscriptionRow(String plan, String status, Instant trialEndsAt, Integer monthlyPosts) {

    private static final Duration TRIAL = Duration.ofDays(14);

    /** What a new site begins with. */
    public static SubscriptionRow trial() {
        return new SubscriptionRow(
                "starter", "trialing", Instant.now().plus(TRIAL).truncatedTo(ChronoUnit.SECONDS), null);
    }
}
