package dev.voicgen.quota.admission;

import java.time.YearMonth;
import java.util.List;

/**
 * New English posts of one calendar month (UTC).
 *
 * @param settled ended with audio
 * @param reserved still under way
 * @param warnedPercent the part of the quota that was reached and told, of {@link #WARNED_AT}; 0: none
 */
public record MonthUsage(YearMonth month, int settled, int reserved, int warnedPercent) {

    /** The parts of the quota, in percent, whose reaching is told once each, in ascending order. */
    static final List<Integer> WARNED_AT = List.of(80, 100);

    static MonthUsage none(YearMonth month) {
        return new MonthUsage(month, 0, 0, 0);
    }

    /** One more, which may reach a part of {@code limit}; null: there is no cap. */
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

    /** What can no longer be given out: a job under way may yet end with audio. */
    int taken() {
        return settled + reserved;
    }

    /** What {@code later}, of the same month, has been told and this has not. */
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
