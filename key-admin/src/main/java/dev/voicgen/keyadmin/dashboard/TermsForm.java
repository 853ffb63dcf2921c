package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a plan and what it stands on, of a site or of an account's new sites, as they are to be shown.
 *
 * @param trialEndsOn empty: no end
 * @param monthlyPosts empty: as the plan says; null where this is not asked
 * @param plans to choose from
 */
public record TermsForm(
        String plan,
        String status,
        String trialEndsOn,
        String monthlyPosts,
        List<Plan> plans,
        Map<String, List<String>> errors) {

    static TermsForm of(SubscriptionRow subscription, List<Plan> plans) {
        return new TermsForm(
                subscription.plan(),
                word(subscription.status()),
                day(subscription.trialEndsAt()),
                subscription.monthlyPosts() == null ? "" : String.valueOf(subscription.monthlyPosts()),
                plans,
                Map.of());
    }

    static TermsForm of(AccountTerms terms, List<Plan> plans) {
        return new TermsForm(terms.plan(), word(terms.status()), day(terms.trialEndsAt()), null, plans, Map.of());
    }

    /** What the user sent, with what is wrong with it. */
    TermsForm refilled(Context ctx, Map<String, List<String>> newErrors) {
        return new TermsForm(
                Forms.typed(ctx, "plan"),
                Forms.typed(ctx, "status"),
                Forms.typed(ctx, "trial_ends_on"),
                monthlyPosts == null ? null : Forms.typed(ctx, "monthly_posts"),
                plans,
                newErrors);
    }

    public String error(String field) {
        return Forms.error(errors, field);
    }

    private static String word(Subscription.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String day(Instant at) {
        return at == null ? "" : LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }
}
