package dev.voicgen.catalog;

import dev.voicgen.contracts.site.QuotaUsage;
import java.time.Instant;

/**
 * What both APIs answer about a site's quota of this month.
 *
 * @param limit null if there is no cap
 * @param remaining null if there is no cap; never below 0, although a limit can be lowered later
 */
public record UsageAnswer(Integer limit, int used, int reserved, Integer remaining, Instant resetsAt) {

    public static UsageAnswer of(QuotaUsage quota) {
        Integer remaining = quota.limit() == null ? null : Math.max(0, quota.limit() - quota.used() - quota.reserved());
        return new UsageAnswer(quota.limit(), quota.used(), quota.reserved(), remaining, quota.resetsAt());
    }
}
