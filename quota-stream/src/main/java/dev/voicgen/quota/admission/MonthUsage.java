package dev.voicgen.quota.admission;

import java.time.YearMonth;
import java.util.List;

/**
 * New English posts of one calendar month (UTC).
 *
 * @param settled posts whose job ended with audio
 * @param reserved posts whose job runs
 * @param warnedPercent the highest percentage of {@link #WARNED_AT} that a warning was sent for; 0: none
 */
public record MonthUsage(YearMonth month, int settled, int reserved, int warnedPercent) {

    /** The percentages of the quota that cause one warning each, in ascending order. */
    static final List<Integer> WARNED_AT = List.of(80, 100);

    static MonthUsage none(YearMonth month) {
        return new MonthUsage(month, 0, 0, 0);
    }

    /** @param limit null: there is no cap */
    MonthUsage reserve(Integer limit) {
        MonthUsage more = new MonthUsage(month, settled, reserved + 1, warnedPercent);
        return limit == null ? more : more.warnedOf(limit);
    }

    MonthUsage settle() {
        return new MonthUsage(month, settled + 1, reserved - 1, warnedPercent);
    }

    MonthUsage giveBack() {
        return new MonthUsage(month, settled, reserved - 1, warnedPercent);
    }

    /** The posts that the quota has no room for any more: a running job may still end with audio. */
    int taken() {
        return settled + reserved;
    }

    /** The warnings between this and {@code later}, which is of the same month. */
    List<Integer> warningsUntil(MonthUsage later) {
        return WARNED_AT.stream()
                .filter(percent -> percent > warnedPercent && percent <= later.warnedPercent)
                .toList();
    }

    private MonthUsage warnedOf(int limit) {
        int reached = WARNED_AT.stream()
                .filter(percent -> taken() * 100L >= (long) percent * limit)
                .reduce(0, Math::max);
        return new MonthUsage(month, settled, reserved, Math.max(warnedPercent, reached));
    }
}
