package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.SiteSnapshot;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The quota ledger of one site: its rights and what it has used.
 *
 * @param site the newest snapshot of its rights
 * @param months in ascending order: the newest in which a post was reserved, and before it those whose reservations
 *     had not all ended; empty before the first reservation
 * @param bulk where the site's bulk jobs are
 * @param rules the version of the rules, see {@link RulesVersion}
 */
public record SiteLedger(SiteSnapshot site, List<MonthUsage> months, BulkLane bulk, int rules) {

    /** Ledgers stored by earlier releases have neither bulk jobs nor rules. */
    public SiteLedger {
        months = List.copyOf(months);
        bulk = bulk == null ? BulkLane.EMPTY : bulk;
        rules = Math.max(rules, RulesVersion.FIRST);
    }

    static SiteLedger opened(SiteSnapshot site) {
        return new SiteLedger(site, List.of(), BulkLane.EMPTY, RulesVersion.FIRST);
    }

    /** The rules of {@code version} apply from now on. A site never goes back to an earlier version. */
    SiteLedger adopt(int version) {
        return new SiteLedger(site, months, bulk, Math.max(rules, version));
    }

    /** Whether the rules of {@code version} or a later one apply. */
    boolean isUnder(int version) {
        return rules >= version;
    }

    SiteLedger withBulk(BulkLane changed) {
        return new SiteLedger(site, months, changed, rules);
    }

    /** With {@code newer} rights; snapshots may arrive twice or out of order, and the highest version holds. */
    SiteLedger withSite(SiteSnapshot newer) {
        return newer.version() > site.version() ? new SiteLedger(newer, months, bulk, rules) : this;
    }

    /** The quota at {@code appendTime}. */
    public QuotaUsage usageAt(Instant appendTime) {
        MonthUsage usage = monthAt(appendTime);
        return new QuotaUsage(
                site.monthlyLimit().orElse(null),
                usage.settled(),
                usage.reserved(),
                usage.month().plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** Whether the month has room for one more post. */
    boolean hasRoomAt(Instant appendTime) {
        int taken = monthAt(appendTime).taken();
        return site.monthlyLimit().map(limit -> taken < limit).orElse(true);
    }

    /**
     * The month that a post reserved at {@code appendTime} belongs to. Brokers' clocks differ by a little, so after a
     * change of leader the append time can fall back over the turn of a month; the ledger's month does not.
     */
    MonthUsage monthAt(Instant appendTime) {
        YearMonth month = YearMonth.from(appendTime.atOffset(ZoneOffset.UTC));
        if (months.isEmpty() || newest().month().isBefore(month)) {
            return MonthUsage.none(month);
        }
        return newest();
    }

    SiteLedger reserve(Instant appendTime) {
        MonthUsage reserved = monthAt(appendTime).reserve(site.monthlyLimit().orElse(null));
        List<MonthUsage> changed = new ArrayList<>(months);
        changed.removeIf(month -> month.month().equals(reserved.month()));
        changed.add(reserved);
        return withMonths(withoutFinished(changed));
    }

    /** A post that was reserved in {@code month} has its audio. */
    SiteLedger settle(YearMonth month) {
        return withMonth(month, MonthUsage::settle);
    }

    /** A post that was reserved in {@code month} has none. */
    SiteLedger giveBack(YearMonth month) {
        return withMonth(month, MonthUsage::giveBack);
    }

    /** The changed month stays, even if its last reservation has ended with this, until the next change. */
    private SiteLedger withMonth(YearMonth month, UnaryOperator<MonthUsage> change) {
        List<MonthUsage> changed = withoutFinished(new ArrayList<>(months));
        changed.replaceAll(usage -> usage.month().equals(month) ? change.apply(usage) : usage);
        return withMonths(changed);
    }

    private SiteLedger withMonths(List<MonthUsage> changed) {
        return new SiteLedger(site, changed, bulk, rules);
    }

    private MonthUsage newest() {
        return months.get(months.size() - 1);
    }

    private static List<MonthUsage> withoutFinished(List<MonthUsage> months) {
        YearMonth newest = months.get(months.size() - 1).month();
        months.removeIf(usage -> usage.reserved() == 0 && usage.month().isBefore(newest));
        return months;
    }
}
