package dev.voicgen.keyadmin.site;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What sites have used of their months. A month of which nothing was told is one in which nothing happened. */
@RegisterConstructorMapper(MonthUsage.class)
public interface Usages {

    /** @param month its first day, in UTC */
    @SqlQuery("""
            select subscription.site_id, coalesce(subscription.monthly_posts, plan.monthly_posts) as "limit",
                   coalesce(settled, 0) as used, coalesce(reserved, 0) as reserved
            from subscription
            join plan on plan.name = subscription.plan
            left join usage_month on usage_month.site_id = subscription.site_id and month = :month
            where subscription.site_id = any(:siteIds)""")
    List<MonthUsage> of(Long[] siteIds, LocalDate month);
}
