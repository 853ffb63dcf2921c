package dev.voicgen.contracts.batch;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;

/** Something that was decided about a batch; all events of one batch stand in order on one partition. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BatchEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = BatchEvent.ItemAdmitted.class, name = "item_admitted"),
    @JsonSubTypes.Type(value = BatchEvent.ItemRejected.class, name = "item_rejected"),
    @JsonSubTypes.Type(value = BatchEvent.Closed.class, name = "closed")
})
public sealed interface BatchEvent {

    String batchId();

    long siteId();

    Instant at();

    /** The upload has begun; {@code callbackUrl} may be null. */
    record Opened(String batchId, long siteId, Instant at, String callbackUrl) implements BatchEvent {

        public Opened {
            requireNonNull(batchId, "batchId");
            requireNonNull(at, "at");
        }
    }

    /**
     * An item has a job, a new one or the one that its post already had.
     *
     * @param contentChanged whether that job's audio is of another text than the item
     */
    record ItemAdmitted(
            String batchId,
            long siteId,
            Instant at,
            int index,
            PostKey post,
            long jobId,
            Admitted outcome,
            boolean contentChanged)
            implements BatchEvent {

        public ItemAdmitted {
            requireNonNull(batchId, "batchId");
            requireNonNull(at, "at");
            requireNonNull(post, "post");
            requireNonNull(outcome, "outcome");
        }
    }

    /** An item is refused: {@code code} for programs, {@code message} for people; {@code postId} may be null. */
    record ItemRejected(String batchId, long siteId, Instant at, int index, String postId, String code, String message)
            implements BatchEvent {

        public ItemRejected {
            requireNonNull(batchId, "batchId");
            requireNonNull(at, "at");
        }
    }

    /** The upload has ended after {@code items} items; not {@code complete} where the client hung up. */
    record Closed(String batchId, long siteId, Instant at, int items, boolean complete) implements BatchEvent {

        public Closed {
            requireNonNull(batchId, "batchId");
            requireNonNull(at, "at");
        }
    }

    /** Why an item has a job. */
    enum Admitted {
        /** It is new. */
        @JsonProperty("queued")
        QUEUED,
        /** One was running. */
        @JsonProperty("in_progress")
        IN_PROGRESS,
        /** One had ended with audio. */
        @JsonProperty("ready")
        READY
    }
}
