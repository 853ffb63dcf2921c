package dev.voicgen.quota.admission;

import java.time.YearMonth;

/**
 * New English posts of one calendar month (UTC).
 *
 * @param settled ended with audio
 * @param reserved still under way
 */
public record MonthUsage(YearMonth month, int settled, int reserved) {

    static MonthUsage none(YearMonth month) {
        return new MonthUsage(month, 0, 0);
    }

    MonthUsage reserve() {
        return new MonthUsage(month, settled, reserved + 1);
    }

    MonthUsage settle() {
        return new MonthUsage(month, settled + 1, reserved - 1);
    }

    MonthUsage giveBack() {
        return new MonthUsage(month, settled, reserved - 1);
    }

    /** What can no longer be given out: a job under way may yet end with audio. */
    int taken() {
        return settled + reserved;
    }
}
