package dev.voicgen.keyadmin.site;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What sites have used of their quota this month. Thread-safe. */
public final class Usages {

    private final Jdbi jdbi;
    private final Clock clock;

    private record Row(long siteId, Integer monthlyLimit, int settled, int reserved) {}

    /** @param clock of the month, in UTC */
    public Usages(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public UsageRow of(long siteId) {
        return of(List.of(siteId)).get(siteId);
    }

    /** By site; each that exists has one, used or not. The limit is the subscription's of now. */
    public Map<Long, UsageRow> of(Collection<Long> siteIds) {
        YearMonth month = YearMonth.now(clock);
        Instant resetsAt =
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<Long, UsageRow> usages = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select subscription.site_id,
                               coalesce(subscription.monthly_posts, plan.monthly_posts) as monthly_limit,
                               coalesce(settled, 0) as settled, coalesce(reserved, 0) as reserved
                        from subscription
                        join plan on plan.name = subscription.plan
                        left join usage_month on usage_month.site_id = subscription.site_id and month = :month
                        where subscription.site_id = any(:sites)""")
                .bindByType("month", month.atDay(1), LocalDate.class)
                .bindArray("sites", Long.class, siteIds)
                .map(ConstructorMapper.of(Row.class))
                .forEach(row -> usages.put(
                        row.siteId(), UsageRow.of(row.monthlyLimit(), row.settled(), row.reserved(), resetsAt))));
        return usages;
    }
}
