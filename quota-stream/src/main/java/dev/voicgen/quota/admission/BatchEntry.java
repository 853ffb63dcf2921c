package dev.voicgen.quota.admission;

import dev.voicgen.contracts.batch.BatchEvent.Admitted;
import dev.voicgen.contracts.site.BatchTally;

/**
 * How far the upload of a batch has come.
 *
 * @param tally of the items decided on, which are always the first ones of the upload
 * @param digest of the upload that completed it; null where none has, and where it was not told
 */
public record BatchEntry(Stage stage, BatchTally tally, String digest) {

    /** The states of an upload. */
    public enum Stage {
        /** Never opened. */
        UNKNOWN,
        /** Items are decided on. */
        OPEN,
        /** It broke off; the same upload may begin again and goes on behind the last item decided on. */
        INTERRUPTED,
        /** All of it is there. */
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
     * Whether the item is the next to be decided on. An earlier one has been: the upload is repeated. Before a later one
     * something was lost on the way to the log, and a repeated upload brings both in their order.
     */
    boolean expects(int index) {
        return stage == Stage.OPEN && index == tally.items();
    }

    BatchEntry admit(Admitted outcome) {
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
