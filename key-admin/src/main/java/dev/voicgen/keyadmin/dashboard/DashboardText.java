package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.keyadmin.site.SiteMonth;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words and numbers for the pages. Times are in UTC, because the server does not know the time zone of its reader. */
public final class DashboardText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    /** Webhooks warn at the same share. */
    private static final long NEARLY_FULL_PERCENT = 80;

    private DashboardText() {}

    public static String day(Instant at) {
        return DAY.format(at.atOffset(ZoneOffset.UTC));
    }

    public static String minute(Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC));
    }

    /** Such as {@code 5 minutes ago}; {@code never} for null. */
    public static String ago(Instant at, Instant now) {
        if (at == null) {
            return "never";
        }
        Duration since = Duration.between(at, now);
        if (since.toMinutes() < 1) {
            return "just now";
        }
        if (since.toHours() < 1) {
            return count(since.toMinutes(), "minute") + " ago";
        }
        if (since.toDays() < 1) {
            return count(since.toHours(), "hour") + " ago";
        }
        return since.toDays() <= 30 ? count(since.toDays(), "day") + " ago" : day(at);
    }

    /** Such as {@code 1 active key}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ENGLISH, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** Such as {@code November 2026}. */
    public static String month(Instant at) {
        return MONTH.format(at.atOffset(ZoneOffset.UTC));
    }

    /** How much of its month a site has taken. */
    public static String taken(SiteMonth usage) {
        return usage.limit() == null
                ? count(usage.taken(), "post")
                : String.format(Locale.ENGLISH, "%,d of %s", usage.taken(), count(usage.limit(), "post"));
    }

    /** How many posts are waiting, and how many are left. */
    public static String room(SiteMonth usage, Instant now) {
        String underWay = usage.reserved() == 0 ? "" : "Under way: " + count(usage.reserved(), "post") + ". ";
        if (usage.limit() == null) {
            return underWay + "No cap on new English posts.";
        }
        Instant reset = SiteMonth.resetOf(SiteMonth.monthAt(now));
        return underWay
                + (usage.remaining() == 0 ? "None left" : count(usage.remaining(), "new English post") + " left")
                + " until " + day(reset) + ".";
    }

    public static boolean isNearlyFull(SiteMonth usage) {
        return usage.limit() != null && usage.taken() * 100L >= usage.limit() * NEARLY_FULL_PERCENT;
    }

    public static String capitalized(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ENGLISH) + word.substring(1);
    }

    /** The effect of a subscription at a moment. */
    public static String standing(SubscriptionRow subscription, Instant now) {
        return switch (subscription.standingAt(now)) {
            case INACTIVE -> "Subscription inactive";
            case TRIAL_EXPIRED -> "Trial expired";
            case GOOD -> subscription.status() == Subscription.Status.ACTIVE ? "Subscribed" : trial(subscription);
        };
    }

    private static String trial(SubscriptionRow subscription) {
        return subscription.trialEndsAt() == null ? "Trial" : "Trial until " + day(subscription.trialEndsAt());
    }

    public static boolean isGood(SubscriptionRow subscription, Instant now) {
        return subscription.standingAt(now) == Subscription.Standing.GOOD;
    }

    public static String standing(AccountTerms terms, Instant now) {
        return standing(SubscriptionRow.of(terms), now);
    }

    public static boolean isGood(AccountTerms terms, Instant now) {
        return isGood(SubscriptionRow.of(terms), now);
    }

    /** A plan in a list to choose from, such as {@code Growth: 500 posts a month, no REST keys}. */
    public static String plan(Plan plan) {
        String posts =
                plan.monthlyPosts() == null ? "no cap on posts" : count(plan.monthlyPosts(), "post") + " a month";
        return capitalized(plan.name()) + ": " + posts + (plan.restAccess() ? ", REST keys" : ", no REST keys");
    }

    /** A body to try the API with, on a page of the site where it has one. */
    public static String firstArticle(SiteRow site) {
        String url = site.domains().stream()
                .filter(domain -> !domain.startsWith("*."))
                .findFirst()
                .map(domain -> "\n    \"post_url\": \"https://" + domain + "/first-article\",")
                .orElse("");
        return "{\n    \"post_id\": \"first-article\"," + url + "\n    \"post_title\": \"Our first article\",\n"
                + "    \"content\": \"<p>This is the first article that we have read out. It is short.</p>\"\n  }";
    }

    /** What a key is used by. */
    public static String kind(String integration) {
        return integration.equals("plugin") ? "Plugin" : "REST API";
    }

    /** A domain as people write it; in its ASCII form where it cannot be shown. */
    public static String domain(String domain) {
        return IDN.toUnicode(domain);
    }

    /** In one word, whether the keys of a site are accepted. */
    public static String state(SiteRow site, Instant now) {
        if (!site.active()) {
            return "Inactive";
        }
        return isGood(site.subscription(), now) ? "Active" : "Lapsed";
    }

    /** How a change was confirmed, in a sentence. */
    public static String confirmation(Confirmation confirmation) {
        if (!(confirmation instanceof Confirmation.Confirmed confirmed)) {
            return "";
        }
        String how = confirmed.instancesConfirmed() == 0 && confirmed.leasesWaitedOut() == 0
                ? "No API instance is running that could still let them in"
                : "Confirmed by " + count(confirmed.instancesConfirmed(), "API instance");
        String waited = confirmed.leasesWaitedOut() == 0
                ? ""
                : ", " + count(confirmed.leasesWaitedOut(), "silent instance") + " waited out";
        return how + waited + ", in " + String.format(Locale.ENGLISH, "%,d", confirmed.milliseconds()) + " ms.";
    }
}
