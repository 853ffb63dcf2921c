package dev.voicgen.platform.analytics;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code analytics_day} in sums. */
@RegisterConstructorMapper(DayCounts.class)
@RegisterConstructorMapper(PostCounts.class)
@RegisterConstructorMapper(TotalCounts.class)
public interface AnalyticsCounts {

    @SqlQuery("""
            select day as date, sum(loads) as loads, sum(plays) as plays, sum(completes) as completes,
                   sum(listened_ms)::bigint / 1000 as listened_seconds
            from analytics_day where site_id = :siteId and day between :from and :to
            group by day order by day""")
    List<DayCounts> days(long siteId, LocalDate from, LocalDate to);

    @SqlQuery("""
            select post_id, language, sum(loads) as loads, sum(plays) as plays, sum(completes) as completes,
                   sum(listened_ms)::bigint / 1000 as listened_seconds
            from analytics_day where site_id = :siteId and day between :from and :to
            group by post_id, language order by sum(plays) desc, sum(loads) desc, post_id, language
            offset :seen limit :limit""")
    List<PostCounts> posts(long siteId, LocalDate from, LocalDate to, long seen, int limit);

    @SqlQuery("""
            select coalesce(sum(loads), 0) as loads, coalesce(sum(plays), 0) as plays,
                   coalesce(sum(completes), 0) as completes,
                   coalesce(sum(listened_ms), 0)::bigint / 1000 as listened_seconds
            from analytics_day where site_id = :siteId and day between :from and :to""")
    TotalCounts totals(long siteId, LocalDate from, LocalDate to);
}
