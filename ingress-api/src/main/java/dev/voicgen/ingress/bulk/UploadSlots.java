package dev.voicgen.ingress.bulk;

import java.util.HashMap;
import java.util.Map;

/** How many uploads go on at once: each holds a thread, so neither one site nor all together may have many. Thread-safe. */
final class UploadSlots {

    private static final int MAX = 32;
    private static final int MAX_OF_SITE = 4;

    private final Map<Long, Integer> bySite = new HashMap<>();
    private int taken;

    /** Whether there is room for one more upload of the site; then it is taken. */
    synchronized boolean take(long siteId) {
        if (taken == MAX || bySite.getOrDefault(siteId, 0) == MAX_OF_SITE) {
            return false;
        }
        taken++;
        bySite.merge(siteId, 1, Integer::sum);
        return true;
    }

    synchronized void free(long siteId) {
        taken--;
        bySite.computeIfPresent(siteId, (site, count) -> count == 1 ? null : count - 1);
    }
}
