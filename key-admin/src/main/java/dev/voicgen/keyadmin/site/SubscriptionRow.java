package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.keyadmin.account.AccountTerms;
import java.time.Instant;

/**
 * The plan of a site and how it is paid for.
 *
 * @param trialEndsAt null: the trial has no end
 * @param monthlyPosts the site's own limit in place of the plan's; null: as the plan says
 */
public record SubscriptionRow(String plan, Subscription.Status status, Instant trialEndsAt, Integer monthlyPosts) {

    /** The subscription that a new site of the account begins with. */
    public static SubscriptionRow of(AccountTerms terms) {
        return new SubscriptionRow(terms.plan(), terms.status(), terms.trialEndsAt(), null);
    }

    public Subscription.Standing standingAt(Instant now) {
        return new Subscription(status, trialEndsAt).standingAt(now);
    }
}
