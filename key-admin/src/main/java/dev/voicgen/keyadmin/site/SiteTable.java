package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.User;
import dev.voicgen.platform.http.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The statements on the tables {@code site}, {@code site_domain} and {@code subscription}. */
@RegisterConstructorMapper(SiteRow.class)
@RegisterConstructorMapper(SiteTable.Secrets.class)
public interface SiteTable {

    /**
     * The keys that sign a site's webhooks.
     *
     * @param secret as Standard Webhooks writes it: {@code whsec_} and random bytes in Base64
     * @param previousSecret signs beside the current one until {@code previousSecretUntil}; null where there is none
     */
    record Secrets(String secret, String previousSecret, Instant previousSecretUntil) {

        /** Hides the secrets. */
        @Override
        public String toString() {
            return "Secrets[previousSecretUntil=" + previousSecretUntil + "]";
        }
    }

    String ROW = """
            select site.id, site.name, site.active, site.default_voice_id, site.settings::text as settings,
                   site.created_at, plan, status, trial_ends_at, monthly_posts,
                   array(select domain from site_domain where site_id = site.id order by domain) as domains,
                   (select count(*) from api_key where site_id = site.id and revoked_at is null) as live_keys
            from site join subscription on site_id = site.id where\s""";

    String VISIBLE = ROW + "(account_id = :user.accountId or :user.isOperator) and ";

    /** The site, whichever account owns it. */
    @SqlQuery(ROW + "site.id = :siteId")
    SiteRow get(long siteId);

    /** The site, if the user may see it. */
    @SqlQuery(VISIBLE + "site.id = :siteId")
    Optional<SiteRow> find(@BindMethods("user") User user, long siteId);

    @SqlQuery(VISIBLE + "site.id < :page.before order by site.id desc limit :page.fetch")
    List<SiteRow> list(@BindMethods("user") User user, @BindMethods("page") Page page);

    @SqlQuery(VISIBLE + "active = :active and site.id < :page.before order by site.id desc limit :page.fetch")
    List<SiteRow> list(@BindMethods("user") User user, boolean active, @BindMethods("page") Page page);

    @SqlQuery(VISIBLE + "account_id = :accountId order by site.id desc limit :limit")
    List<SiteRow> ofAccount(@BindMethods("user") User user, long accountId, int limit);

    @SqlQuery("select count(*) from site where not active and (account_id = :user.accountId or :user.isOperator)")
    int countInactive(@BindMethods("user") User user);

    @SqlQuery("select count(*) from site where account_id = :accountId")
    int countOfAccount(long accountId);

    /** Makes every other change of this site wait until the transaction has ended. */
    @SqlQuery("select id from site where id = :siteId for update")
    long lock(long siteId);

    /** Answers the new site's id. */
    @SqlQuery("""
            insert into site (account_id, name, webhook_secret, version)
            values (:accountId, :name, :webhookSecret, 0) returning id""")
    long add(long accountId, String name, String webhookSecret);

    @SqlUpdate("""
            update site set name = :profile.name, active = :profile.active,
                default_voice_id = :profile.defaultVoiceId, settings = cast(:profile.settings as jsonb)
            where id = :siteId""")
    void update(long siteId, @BindMethods("profile") SiteProfile profile);

    @SqlUpdate("""
            insert into subscription (site_id, plan, status, trial_ends_at, monthly_posts)
            values (:siteId, :subscription.plan, lower(:subscription.status), :subscription.trialEndsAt, :subscription.monthlyPosts)
            on conflict (site_id) do update set
                plan = excluded.plan, status = excluded.status, trial_ends_at = excluded.trial_ends_at,
                monthly_posts = excluded.monthly_posts""")
    void subscribe(long siteId, @BindMethods("subscription") SubscriptionRow subscription);

    /** Whether the voice exists and the site's plan includes it. */
    @SqlQuery("""
            select exists (
                select from voice, subscription join plan on plan.name = plan
                where site_id = :siteId and voice.id = :voiceId
                    and array_position(array['starter', 'growth', 'enterprise'], plan_required)
                        <= array_position(array['starter', 'growth', 'enterprise'], plan.voices))""")
    boolean mayUseVoice(long siteId, long voiceId);

    @SqlQuery("""
            select webhook_secret as secret,
                   case when previous_secret_until > now() then previous_webhook_secret end as previous_secret,
                   case when previous_secret_until > now() then previous_secret_until end as previous_secret_until
            from site where id = :siteId""")
    Secrets webhookSecrets(long siteId);

    @SqlUpdate("""
            update site set previous_webhook_secret = webhook_secret,
                previous_secret_until = now() + interval '24 hours', webhook_secret = :secret
            where id = :siteId""")
    void changeWebhookSecret(long siteId, String secret);

    /**
     * Gives each site its next version. The sites stay locked until the transaction has ended: a snapshot that is read now is
     * the state of its version.
     */
    @SqlUpdate("""
            with locked as (select id from site where id = any(:siteIds) order by id for update)
            update site set version = version + 1 from locked where site.id = locked.id""")
    void nextVersions(Long[] siteIds);

    @SqlUpdate("update site set rules = :rules where id = :siteId")
    void setRules(long siteId, int rules);

    /** Locks sites that are decided by older rules, except those that another transaction has locked. */
    @SqlQuery("select id from site where rules < :rules order by id limit :limit for update skip locked")
    List<Long> lockThoseBelow(int rules, int limit);

    @SqlUpdate("delete from site_domain where site_id = :siteId and domain <> all(:domains)")
    void dropDomainsExcept(long siteId, String[] domains);

    @SqlUpdate("""
            insert into site_domain (domain, site_id) select unnest(:domains), :siteId
            on conflict (domain) do nothing""")
    void addDomains(long siteId, String[] domains);

    @SqlQuery("select domain from site_domain where site_id = :siteId")
    List<String> domains(long siteId);

    /**
     * Replaces the site's domains. Answers those that belong to another site; the transaction must then not commit. Domains
     * are written in sorted order, so that two sites that claim the same ones cannot deadlock.
     */
    default Set<String> replaceDomains(long siteId, List<Domain> domains) {
        String[] names = domains.stream().map(Domain::value).distinct().sorted().toArray(String[]::new);
        dropDomainsExcept(siteId, names);
        addDomains(siteId, names);
        Set<String> taken = new HashSet<>(Arrays.asList(names));
        taken.removeAll(domains(siteId));
        return taken;
    }
}
