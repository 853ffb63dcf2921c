package dev.voicgen.keyadmin.account;

import dev.voicgen.contracts.site.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The subscription that new sites of an account begin with.
 *
 * @param trialEndsAt null: no end
 */
public record AccountTerms(String plan, Subscription.Status status, Instant trialEndsAt) {

    /** For accounts of operators. */
    public static final AccountTerms EVERYTHING = new AccountTerms("enterprise", Subscription.Status.ACTIVE, null);

    private static final Duration TRIAL = Duration.ofDays(14);

    /** For other accounts, unless the operator sets something else. */
    public static AccountTerms trialFrom(Instant now) {
        return new AccountTerms(
                "starter", Subscription.Status.TRIALING, now.plus(TRIAL).truncatedTo(ChronoUnit.SECONDS));
    }
}
