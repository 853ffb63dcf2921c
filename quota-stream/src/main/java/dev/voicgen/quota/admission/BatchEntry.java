package dev.voicgen.quota.admission;

import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.BatchTally;

/**
 * The progress of a batch's upload.
 *
 * @param tally of the items decided on, which are always the first ones of the upload
 * @param digest of the upload that completed the batch; null where it is not complete, or the digest is not known
 */
public record BatchEntry(Stage stage, BatchTally tally, String digest) {

    /** Names a batch. Its text is a key of a store and unambiguous, because the site's number comes first. */
    public record Key(long siteId, String batchId) {

        @Override
        public String toString() {
            return siteId + "/" + batchId;
        }
    }

    /** The states of an upload. */
    public enum Stage {
        /** Never opened. */
        UNKNOWN,
        /** Items are decided on. */
        OPEN,
        /** The upload was interrupted. A repeated upload continues behind the last item decided on. */
        INTERRUPTED,
        /** The whole upload has arrived. */
        COMPLETE
    }

    static final BatchEntry UNKNOWN = new BatchEntry(Stage.UNKNOWN, BatchTally.NONE, null);

    /** Whether an upload may begin, for the first time or again. */
    boolean canOpen() {
        return stage == Stage.UNKNOWN || stage == Stage.INTERRUPTED;
    }

    BatchEntry open() {
        return new BatchEntry(Stage.OPEN, tally, null);
    }

    /**
     * Whether the item is the next to be decided on. An earlier item comes from a repeated upload. A later item shows that one
     * before it was lost on the way to the log; a repeated upload brings both in their order.
     */
    boolean expects(int index) {
        return stage == Stage.OPEN && index == tally.items();
    }

    BatchEntry admit(BatchEvent.Admitted outcome) {
        BatchTally more = switch (outcome) {
            case QUEUED -> new BatchTally(tally.queued() + 1, tally.inProgress(), tally.ready(), tally.rejected());
            case IN_PROGRESS -> new BatchTally(tally.queued(), tally.inProgress() + 1, tally.ready(), tally.rejected());
            case READY -> new BatchTally(tally.queued(), tally.inProgress(), tally.ready() + 1, tally.rejected());
        };
        return new BatchEntry(stage, more, digest);
    }

    BatchEntry reject() {
        return new BatchEntry(
                stage, new BatchTally(tally.queued(), tally.inProgress(), tally.ready(), tally.rejected() + 1), digest);
    }

    /** The upload has ended after {@code items} items; whole only where every one of them was decided on. */
    BatchEntry close(int items, boolean complete, String uploadDigest) {
        return switch (stage) {
            case OPEN, INTERRUPTED ->
                complete && items <= tally.items()
                        ? new BatchEntry(Stage.COMPLETE, tally, uploadDigest)
                        : new BatchEntry(Stage.INTERRUPTED, tally, null);
            case UNKNOWN, COMPLETE -> this;
        };
    }
}
