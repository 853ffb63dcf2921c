package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.Subscription.Standing;
import dev.voicgen.keyadmin.account.AccountTerms;
import java.time.Instant;

/**
 * What a site may use.
 *
 * @param trialEndsAt null: no end
 * @param monthlyPosts in place of the plan's; null: as the plan says
 */
public record SubscriptionRow(String plan, Subscription.Status status, Instant trialEndsAt, Integer monthlyPosts) {

    /** What a new site of an account begins with. */
    public static SubscriptionRow of(AccountTerms terms) {
        return new SubscriptionRow(terms.plan(), terms.status(), terms.trialEndsAt(), null);
    }

    public Standing standingAt(Instant now) {
        return new Subscription(status, trialEndsAt).standingAt(now);
    }
}
