package dev.voicgen.worker.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * {@code batch.completed}: every item of a batch has ended.
 *
 * @param timestamp when that was noticed
 */
public record BatchNotice(String type, Instant timestamp, Data data) implements Notice {

    /** How many items ended how. */
    public record Counts(int ready, int failed, int rejected) {}

    /** @param complete false where the client hung up before the end of its upload */
    record Data(String batchId, long siteId, int items, Counts counts, boolean complete) {}

    public static BatchNotice completed(
            String batchId, long siteId, Instant at, int items, Counts counts, boolean complete) {
        return new BatchNotice("batch.completed", at, new Data(batchId, siteId, items, counts, complete));
    }

    @Override
    public long siteId() {
        return data.siteId();
    }

    /** The end of a broken-off upload is another fact than the end of the whole one, should it go on later. */
    @Override
    public Optional<String> fact() {
        return Optional.of(type + "/" + data.batchId() + (data.complete() ? "" : "/incomplete"));
    }
}
