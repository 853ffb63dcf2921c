package dev.voicgen.keyadmin.http;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import dev.voicgen.platform.http.Input;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the subscription of a site, and the subscription that new sites of an account begin with. */
public final class TermsInput {

    private static final List<String> STATUSES = List.of("active", "trialing", "inactive");
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    private TermsInput() {}

    /** The subscription that a PUT asks for. Without a status it changes only the fields that are named. */
    static SubscriptionRow subscription(Input input, Set<String> plans, SubscriptionRow old) {
        String plan = plan(input, plans);
        boolean whole = input.any("status").get().isPresent();
        Integer monthlyPosts = monthlyPosts(input);
        return new SubscriptionRow(
                plan,
                status(input, old.status()),
                trialEnd(input, whole ? null : old.trialEndsAt()),
                whole || input.has("monthly_posts") ? monthlyPosts : old.monthlyPosts());
    }

    /** The same for what new sites of an account begin with. */
    static AccountTerms terms(Input input, Set<String> plans, AccountTerms old) {
        String plan = plan(input, plans);
        boolean whole = input.any("status").get().isPresent();
        return new AccountTerms(plan, status(input, old.status()), trialEnd(input, whole ? null : old.trialEndsAt()));
    }

    /** The same for a new account. Fields that are missing are those of a trial. */
    static AccountTerms newTerms(Input input, Set<String> plans) {
        AccountTerms trial = AccountTerms.trialFrom(Instant.now());
        Subscription.Status status = status(input, trial.status());
        Instant trialEnd = trialEnd(input, status == trial.status() ? trial.trialEndsAt() : null);
        return new AccountTerms(input.choice("plan", plans).orElse(trial.plan()), status, trialEnd);
    }

    /** The subscription in a form, which is always whole. */
    public static SubscriptionRow subscriptionForm(Input input, List<Plan> plans) {
        AccountTerms terms = termsForm(input, plans);
        return new SubscriptionRow(terms.plan(), terms.status(), terms.trialEndsAt(), monthlyPosts(input));
    }

    /** The same for an account's new sites. A trial lasts to the end of its last day. */
    public static AccountTerms termsForm(Input input, List<Plan> plans) {
        Set<String> names = plans.stream().map(Plan::name).collect(Collectors.toSet());
        Instant trialEnd = input.date("trial_ends_on")
                .get()
                .map(day -> day.atTime(LAST_SECOND).toInstant(ZoneOffset.UTC))
                .orElse(null);
        return new AccountTerms(plan(input, names), status(input, Subscription.Status.TRIALING), trialEnd);
    }

    private static String plan(Input input, Set<String> plans) {
        return input.choice("plan", plans).required().orElse("");
    }

    private static Integer monthlyPosts(Input input) {
        return input.integer("monthly_posts", 0, Integer.MAX_VALUE)
                .get()
                .map(Long::intValue)
                .orElse(null);
    }

    private static Subscription.Status status(Input input, Subscription.Status byDefault) {
        return input.choice("status", STATUSES)
                .get()
                .map(word -> Subscription.Status.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(byDefault);
    }

    private static Instant trialEnd(Input input, Instant byDefault) {
        return input.has("trial_ends_at") ? input.instant("trial_ends_at").orElse(null) : byDefault;
    }
}
