package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.QuotaUsage;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The usage of a site in a month, as admission published it some moments ago.
 *
 * @param limit new English posts that the month has room for; null: no cap
 * @param used posts that ended with audio
 * @param reserved posts that are waiting or being spoken
 */
public record SiteMonth(long siteId, Integer limit, int used, int reserved) {

    /** The month that quotas count at {@code now}. */
    public static YearMonth monthAt(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }

    /** The same in the form in which admission answers it. */
    public QuotaUsage quota(YearMonth month) {
        return new QuotaUsage(limit, used, reserved, resetOf(month));
    }

    /** When a month's quota is whole again. */
    public static Instant resetOf(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Posts that count against the limit, finished or not. */
    public int taken() {
        return used + reserved;
    }

    /** Posts that the month still has room for, never below 0, though a limit can be lowered later; null: no cap. */
    public Integer remaining() {
        return limit == null ? null : Math.max(0, limit - taken());
    }
}
