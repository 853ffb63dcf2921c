package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.value.Domain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The statements that change sites, in the transaction of one change. */
final class SiteWrites {

    private final Handle handle;

    SiteWrites(Handle handle) {
        this.handle = handle;
    }

    /** Keeps every other change of this site waiting until the transaction has ended. */
    void lock(long siteId) {
        handle.createQuery("select id from site where id = :id for update")
                .bind("id", siteId)
                .mapTo(long.class)
                .one();
    }

    int sitesOf(long accountId) {
        return handle.createQuery("select count(*) from site where account_id = :id")
                .bind("id", accountId)
                .mapTo(int.class)
                .one();
    }

    long add(long accountId, String name, String webhookSecret) {
        return handle.createQuery("insert into site (account_id, name, webhook_secret, version) "
                        + "values (:account, :name, :secret, 0) returning id")
                .bind("account", accountId)
                .bind("name", name)
                .bind("secret", webhookSecret)
                .mapTo(long.class)
                .one();
    }

    SiteProfile profile(long siteId) {
        record Row(String name, boolean active, Long defaultVoiceId, String settings, List<String> domains) {}
        Row row = handle.createQuery("select name, active, default_voice_id, settings::text as settings, array("
                        + "select domain from site_domain where site_id = site.id order by domain) as domains "
                        + "from site where id = :id")
                .bind("id", siteId)
                .map(ConstructorMapper.of(Row.class))
                .one();
        List<Domain> domains = row.domains().stream().map(Domain::new).toList();
        return new SiteProfile(row.name(), domains, row.active(), row.defaultVoiceId(), row.settings());
    }

    void update(long siteId, SiteProfile profile) {
        handle.createUpdate("update site set name = :name, active = :active, default_voice_id = :voice, "
                        + "settings = cast(:settings as jsonb) where id = :id")
                .bind("id", siteId)
                .bind("name", profile.name())
                .bind("active", profile.active())
                .bind("voice", profile.defaultVoiceId())
                .bind("settings", profile.settings())
                .execute();
    }

    /** Makes {@code domains} the site's. Answers those that are another's; the transaction must then not commit. */
    Set<String> replaceDomains(long siteId, List<Domain> domains) {
        // Sorted: two sites that ask for the same domains in another order must not wait for each other.
        List<String> names =
                domains.stream().map(Domain::value).distinct().sorted().toList();
        handle.createUpdate("delete from site_domain where site_id = :site and domain <> all(:names)")
                .bind("site", siteId)
                .bindArray("names", String.class, names)
                .execute();
        handle.createUpdate("insert into site_domain (domain, site_id) select unnest(:names), :site "
                        + "on conflict (domain) do nothing")
                .bind("site", siteId)
                .bindArray("names", String.class, names)
                .execute();
        Set<String> taken = new HashSet<>(names);
        taken.removeAll(handle.createQuery("select domain from site_domain where site_id = :site")
                .bind("site", siteId)
                .mapTo(String.class)
                .list());
        return taken;
    }

    void subscribe(long siteId, SubscriptionRow subscription) {
        handle.createUpdate(
                        "insert into subscription (site_id, plan, status, trial_ends_at, monthly_posts) "
                                + "values (:site, :plan, lower(:status), :trialEndsAt, :monthlyPosts) on conflict (site_id) do update "
                                + "set plan = :plan, status = lower(:status), trial_ends_at = :trialEndsAt, monthly_posts = :monthlyPosts")
                .bind("site", siteId)
                .bindMethods(subscription)
                .execute();
    }

    /** Whether there is such a voice and the site's plan goes up to it. */
    boolean mayUseVoice(long siteId, long voiceId) {
        return handle.createQuery("select exists (select from voice, subscription join plan on plan.name = plan "
                        + "where site_id = :site and voice.id = :voice and array_position(:tiers, plan_required) "
                        + "<= array_position(:tiers, plan.voices))")
                .bind("site", siteId)
                .bind("voice", voiceId)
                .bindArray("tiers", String.class, "starter", "growth", "enterprise")
                .mapTo(boolean.class)
                .one();
    }

    void changeWebhookSecret(long siteId, String secret) {
        handle.createUpdate(
                        "update site set previous_webhook_secret = webhook_secret, "
                                + "previous_secret_until = now() + interval '24 hours', webhook_secret = :secret where id = :id")
                .bind("id", siteId)
                .bind("secret", secret)
                .execute();
    }
}
