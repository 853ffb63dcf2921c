package dev.voicgen.keyadmin.site;

import dev.voicgen.platform.http.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads what other services write about a site: its audio and its usage. */
@RegisterConstructorMapper(SiteCatalog.Audio.class)
@RegisterConstructorMapper(SiteMonth.class)
public interface SiteCatalog {

    /** The newest audio of a post in a language. */
    record Audio(
            long id,
            String postId,
            String language,
            String title,
            String url,
            String status,
            int progressPercent,
            Integer durationSeconds,
            long voiceId,
            String failureReason,
            Instant requestedAt,
            Instant updatedAt) {}

    @SqlQuery("""
            select job_id as id, post_id, language, title, url, status, progress_percent, duration_seconds, voice_id,
                   failure_reason, requested_at, updated_at
            from audio where site_id = :siteId and job_id < :page.before order by job_id desc limit :page.fetch""")
    List<Audio> audio(long siteId, @BindMethods("page") Page page);

    /**
     * The usage of sites in a month. A month without a row is one without any use.
     *
     * @param month its first day, in UTC
     */
    @SqlQuery("""
            select subscription.site_id, coalesce(subscription.monthly_posts, plan.monthly_posts) as "limit",
                   coalesce(settled, 0) as used, coalesce(reserved, 0) as reserved
            from subscription
            join plan on plan.name = subscription.plan
            left join usage_month on usage_month.site_id = subscription.site_id and month = :month
            where subscription.site_id = any(:siteIds)""")
    List<SiteMonth> months(Long[] siteIds, LocalDate month);
}
