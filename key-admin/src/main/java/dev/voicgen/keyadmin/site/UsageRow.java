package dev.voicgen.keyadmin.site;

import java.time.Instant;

/**
 * New English posts of a site in this calendar month, UTC, as far as they have been written down: admission may be a few
 * seconds ahead.
 *
 * @param limit null: no cap
 * @param used that ended with audio
 * @param reserved that are still under way
 * @param remaining null, as the limit: no cap
 */
public record UsageRow(Integer limit, int used, int reserved, Integer remaining, Instant resetsAt) {

    static UsageRow of(Integer limit, int used, int reserved, Instant resetsAt) {
        Integer remaining = limit == null ? null : Math.max(0, limit - used - reserved);
        return new UsageRow(limit, used, reserved, remaining, resetsAt);
    }

    /** Posts that count towards the limit now. */
    public int taken() {
        return used + reserved;
    }
}
