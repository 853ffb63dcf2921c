package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.UsageCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the counts of the months that a command changed. A count is absolute, so a reader may miss earlier ones. */
final class UsageCounts {

    private UsageCounts() {}

    /** @param before null: the site was not known */
    static List<Output> between(SiteLedger before, SiteLedger after, LogPosition at) {
        if (after == null || after.equals(before)) {
            return List.of();
        }
        List<Output> counts = new ArrayList<>();
        if (before == null || !before.site().monthlyLimit().equals(after.site().monthlyLimit())) {
            counts.add(count(after, after.monthAt(at.appendTime()), at));
        }
        after.months().stream()
                .filter(usage -> isChanged(before, usage))
                .forEach(usage -> counts.add(count(after, usage, at)));
        return counts;
    }

    private static boolean isChanged(SiteLedger before, MonthUsage usage) {
        Optional<MonthUsage> earlier = before == null
                ? Optional.empty()
                : before.months().stream()
                        .filter(known -> known.month().equals(usage.month()))
                        .findFirst();
        return !earlier.equals(Optional.of(usage));
    }

    private static Output count(SiteLedger ledger, MonthUsage usage, LogPosition at) {
        return new Output.Count(new UsageCount(
                ledger.site().siteId(),
                usage.month(),
                ledger.site().monthlyLimit().orElse(null),
                usage.settled(),
                usage.reserved(),
                at.offset()));
    }
}
