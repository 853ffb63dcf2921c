package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.site.KeyWarnings;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The forms of the dashboard as they are shown. A form that was refused is shown again with what the user typed, however
 * wrong, and with the errors of each field.
 */
public final class Forms {

    private Forms() {}

    /** A new account and its first user. The password is never shown again. */
    public record Account(String name, String email, Map<String, List<String>> errors) {

        static final Account EMPTY = new Account("", "", Map.of());

        static Account refilled(Context ctx, Map<String, List<String>> errors) {
            return new Account(typed(ctx, "name"), typed(ctx, "email"), errors);
        }

        public String error(String field) {
            return Forms.error(errors, field);
        }
    }

    /**
     * A new key.
     *
     * @param integration rest or plugin; empty while nothing has been chosen
     */
    public record Key(String name, String integration, Map<String, List<String>> errors) {

        static final Key EMPTY = new Key("", "", Map.of());

        /** The same with an integration chosen that the plan accepts. */
        Key usual(KeyWarnings warnings) {
            return new Key(name, warnings.restAccess() ? "rest" : "plugin", errors);
        }

        public String error(String field) {
            return Forms.error(errors, field);
        }
    }

    /**
     * A site.
     *
     * @param siteId null: a new site
     * @param domains one a line
     * @param voiceId empty: the platform's default
     * @param voices that the site may use
     */
    public record Site(
            Long siteId,
            String name,
            String domains,
            boolean active,
            String voiceId,
            List<CatalogVoice> voices,
            Map<String, List<String>> errors) {

        static Site empty() {
            return new Site(null, "", "", true, "", List.of(), Map.of());
        }

        static Site of(SiteRow site, List<CatalogVoice> voices) {
            return new Site(
                    site.id(),
                    site.name(),
                    site.domains().stream()
                            .map(Domain::new)
                            .map(Domain::inUnicode)
                            .collect(Collectors.joining("\n")),
                    site.active(),
                    site.defaultVoiceId() == null ? "" : String.valueOf(site.defaultVoiceId()),
                    voices,
                    Map.of());
        }

        Site refilled(Context ctx, Map<String, List<String>> newErrors) {
            return new Site(
                    siteId,
                    typed(ctx, "name"),
                    typed(ctx, "domains"),
                    ctx.formParam("active") != null,
                    typed(ctx, "default_voice_id"),
                    voices,
                    newErrors);
        }

        public String error(String field) {
            return Forms.error(errors, field);
        }
    }

    /**
     * The subscription of a site, or of an account's new sites.
     *
     * @param trialEndsOn empty: no end
     * @param monthlyPosts empty: as the plan says; null: the form does not ask for it
     * @param plans to choose from
     */
    public record Terms(
            String plan,
            String status,
            String trialEndsOn,
            String monthlyPosts,
            List<Plan> plans,
            Map<String, List<String>> errors) {

        static Terms of(SubscriptionRow subscription, List<Plan> plans) {
            return new Terms(
                    subscription.plan(),
                    word(subscription.status()),
                    day(subscription.trialEndsAt()),
                    subscription.monthlyPosts() == null ? "" : String.valueOf(subscription.monthlyPosts()),
                    plans,
                    Map.of());
        }

        static Terms of(AccountTerms terms, List<Plan> plans) {
            return new Terms(terms.plan(), word(terms.status()), day(terms.trialEndsAt()), null, plans, Map.of());
        }

        Terms refilled(Context ctx, Map<String, List<String>> newErrors) {
            return new Terms(
                    typed(ctx, "plan"),
                    typed(ctx, "status"),
                    typed(ctx, "trial_ends_on"),
                    monthlyPosts == null ? null : typed(ctx, "monthly_posts"),
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

    /** The text that the user typed, without any API key in it. */
    static String typed(Context ctx, String field) {
        return ApiKey.hiddenIn(Objects.requireNonNullElse(ctx.formParam(field), ""));
    }

    private static String error(Map<String, List<String>> errors, String field) {
        return String.join(" ", errors.getOrDefault(field, List.of()));
    }
}
