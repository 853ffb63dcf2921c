package dev.voicgen.keyadmin.account;

import dev.voicgen.contracts.site.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What new sites of an account begin with.
 *
 * @param trialEndsAt null: no end
 */
public record AccountTerms(String plan, Subscription.Status status, Instant trialEndsAt) {

    /** Of those who run the platform. */
    public static final AccountTerms EVERYTHING = new AccountTerms("enterprise", Subscription.Status.ACTIVE, null);

    private static final Duration TRIAL = Duration.ofDays(14);

    /** Of everyone else, unless the operator says otherwise. */
    public static AccountTerms trialFrom(Instant now) {
        return new AccountTerms(
                "starter", Subscription.Status.TRIALING, now.plus(TRIAL).truncatedTo(ChronoUnit.SECONDS));
    }
}
