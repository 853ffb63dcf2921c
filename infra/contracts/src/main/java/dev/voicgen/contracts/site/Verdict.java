package dev.voicgen.contracts.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.voicgen.contracts.audio.ReadyAudio;
import java.time.Instant;

/** Admission's answer to one request. A function of the log up to the request, so it may be read before it is committed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = Verdict.InProgress.class, name = "in_progress"),
    @JsonSubTypes.Type(value = Verdict.AlreadyReady.class, name = "already_ready"),
    @JsonSubTypes.Type(value = Verdict.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Verdict.Deleted.class, name = "deleted"),
    @JsonSubTypes.Type(value = Verdict.Usage.class, name = "usage"),
    @JsonSubTypes.Type(value = Verdict.BatchCounted.class, name = "batch_counted")
})
public sealed interface Verdict {

    /** The request this answers. */
    String requestId();

    /**
     * A new job is queued.
     *
     * @param requestedAt when the broker appended the request; null from older releases
     */
    record Queued(
            String requestId,
            long jobId,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant requestedAt) implements Verdict {}

    /**
     * A job for the same post and language has not ended.
     *
     * @param started whether a worker has taken it up
     * @param contentChanged whether that job is of another text than the request; null from older releases
     * @param nextJobId the job that makes the request's text when the running one has ended; null: none does
     */
    record InProgress(
            String requestId,
            long jobId,
            boolean started,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean contentChanged,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long nextJobId)
            implements Verdict {

        /** As releases before {@code RulesAdopted} 2 say it. */
        public InProgress(String requestId, long jobId, boolean started) {
            this(requestId, jobId, started, null, null);
        }
    }

    /** The audio exists; {@code contentChanged} where it was made from another text. */
    record AlreadyReady(String requestId, long jobId, ReadyAudio audio, boolean contentChanged) implements Verdict {}

    /** Refused; {@code quota} only if the quota is the reason. */
    record Refused(String requestId, RefusalReason reason, QuotaUsage quota) implements Verdict {}

    /** The post's audio is removed; {@code jobId} is the job that had made it. */
    record Deleted(String requestId, long jobId) implements Verdict {}

    /** How the quota stands. */
    record Usage(String requestId, QuotaUsage quota) implements Verdict {}

    /**
     * The batch is closed.
     *
     * @param tally of all its items
     * @param digest of the upload that completed it, see {@link SiteCommand.BatchClosed}; null where none has, or an older
     *     release said nothing of it
     */
    record BatchCounted(
            String requestId,
            BatchTally tally,
            @JsonInclude(JsonInclude.Include.NON_NULL) String digest) implements Verdict {}
}
