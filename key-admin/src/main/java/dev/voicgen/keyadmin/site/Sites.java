package dev.voicgen.keyadmin.site;

import dev.voicgen.keyadmin.account.User;
import dev.voicgen.platform.http.Page;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Sites as their users see them. Someone else's site is not there; an operator sees all. */
@RegisterConstructorMapper(SiteRow.class)
@RegisterConstructorMapper(SiteSecret.class)
public interface Sites {

    /** A site's row, of those that the user may see. */
    String VISIBLE = """
            select site.id, site.name, site.active, site.default_voice_id, site.settings::text as settings,
                   site.created_at, plan, status, trial_ends_at, monthly_posts,
                   array(select domain from site_domain where site_id = site.id order by domain) as domains,
                   (select count(*) from api_key where site_id = site.id and revoked_at is null) as live_keys
            from site join subscription on site_id = site.id
            where (account_id = :user.accountId or :user.isOperator) and\s""";

    @SqlQuery(VISIBLE + "site.id = :siteId")
    Optional<SiteRow> find(@BindMethods("user") User user, long siteId);

    @SqlQuery(VISIBLE + "site.id < :page.before order by site.id desc limit :page.fetch")
    List<SiteRow> list(@BindMethods("user") User user, @BindMethods("page") Page page);

    @SqlQuery(VISIBLE + "active = :active and site.id < :page.before order by site.id desc limit :page.fetch")
    List<SiteRow> list(@BindMethods("user") User user, boolean active, @BindMethods("page") Page page);

    @SqlQuery(VISIBLE + "account_id = :accountId order by site.id desc limit :limit")
    List<SiteRow> ofAccount(@BindMethods("user") User user, long accountId, int limit);

    @SqlQuery("select count(*) from site where not active and (account_id = :user.accountId or :user.isOperator)")
    int inactive(@BindMethods("user") User user);

    @SqlQuery("""
            select webhook_secret as secret,
                   case when previous_secret_until > now() then previous_webhook_secret end as previous_secret,
                   case when previous_secret_until > now() then previous_secret_until end as previous_secret_until
            from site where id = :siteId""")
    SiteSecret webhookSecret(long siteId);
}
