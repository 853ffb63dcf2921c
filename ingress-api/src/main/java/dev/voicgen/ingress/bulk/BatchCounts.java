package dev.voicgen.ingress.bulk;

import dev.voicgen.contracts.site.BatchTally;
import java.util.Map;

/** How many items of a batch have which status. */
record BatchCounts(int pending, int generating, int ready, int failed, int rejected) {

    /** As it is when the upload ends: what has a job is pending, whether or not a worker has taken it up. */
    static BatchCounts of(BatchTally tally) {
        return new BatchCounts(tally.queued() + tally.inProgress(), 0, tally.ready(), 0, tally.rejected());
    }

    static BatchCounts of(Map<String, Integer> byStatus) {
        return new BatchCounts(
                byStatus.getOrDefault("pending", 0),
                byStatus.getOrDefault("generating", 0),
                byStatus.getOrDefault("ready", 0),
                byStatus.getOrDefault("failed", 0),
                byStatus.getOrDefault("rejected", 0));
    }

    /** Of any status; no field of an answer. */
    int items() {
        return pending + generating + ready + failed + rejected;
    }
}
