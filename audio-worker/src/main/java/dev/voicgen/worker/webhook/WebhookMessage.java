package dev.voicgen.worker.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.value.PostKey;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** The body of a delivery. The components of each kind of message are the properties of its JSON. */
public sealed interface WebhookMessage {

    String type();

    /** When the fact came about. */
    Instant timestamp();

    /** The site whose secret signs the message. */
    long siteId();

    /** The job of the message; a receiver gets one message for each job. Empty where the message is about no job. */
    default Optional<Long> job() {
        return Optional.empty();
    }

    /** A name that only this fact has; there is one delivery for each fact. Empty where {@link #job} identifies it. */
    default Optional<String> fact() {
        return Optional.empty();
    }

    default String toJson() {
        try {
            return Json.answers().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a webhook message is always JSON", e);
        }
    }

    /**
     * {@code audio.ready} or {@code audio.failed}.
     *
     * @param timestamp when the job ended
     */
    record JobEnded(String type, Instant timestamp, Data data) implements WebhookMessage {

        /** The fields of the job's status. Only a failed job has the last two. */
        record Data(
                long id,
                @JsonUnwrapped PostKey post,
                String status,
                int progressPercent,
                URI audioUrl,
                Integer durationSeconds,
                @JsonInclude(JsonInclude.Include.NON_NULL) String failureCode,
                @JsonInclude(JsonInclude.Include.NON_NULL) String failureReason) {}

        public static JobEnded ready(long jobId, PostKey post, Instant at, URI audioUrl, int durationSeconds) {
            Data data = new Data(jobId, post, "ready", 100, audioUrl, durationSeconds, null, null);
            return new JobEnded("audio.ready", at, data);
        }

        /**
         * @param progressPercent the progress that the job had made
         * @param code for programs
         * @param reason for people
         */
        public static JobEnded failed(
                long jobId, PostKey post, Instant at, int progressPercent, String code, String reason) {
            Data data = new Data(jobId, post, "failed", progressPercent, null, null, code, reason);
            return new JobEnded("audio.failed", at, data);
        }

        @Override
        public long siteId() {
            return data.post().siteId();
        }

        @Override
        public Optional<Long> job() {
            return Optional.of(data.id());
        }
    }

    /**
     * {@code batch.completed}: every item of a batch has an outcome.
     *
     * @param timestamp when a worker noticed it
     */
    record BatchCompleted(String type, Instant timestamp, Data data) implements WebhookMessage {

        /** The number of items with each outcome. */
        public record Counts(int ready, int failed, int rejected) {}

        /** @param complete false where the client disconnected before the end of its upload */
        record Data(String batchId, long siteId, int items, Counts counts, boolean complete) {}

        public static BatchCompleted of(
                String batchId, long siteId, Instant at, int items, Counts counts, boolean complete) {
            return new BatchCompleted("batch.completed", at, new Data(batchId, siteId, items, counts, complete));
        }

        @Override
        public long siteId() {
            return data.siteId();
        }

        /** An interrupted upload that continues later ends twice; the two ends are two facts. */
        @Override
        public Optional<String> fact() {
            return Optional.of(type + "/" + data.batchId() + (data.complete() ? "" : "/incomplete"));
        }
    }

    /** {@code quota.warning}: a site has used a certain percentage of its month's quota. */
    record QuotaWarning(String type, Instant timestamp, Data data) implements WebhookMessage {

        /** @param percent 80 or 100 */
        record Data(long siteId, int percent, @JsonUnwrapped QuotaUsage quota) {}

        public static QuotaWarning of(AudioEvent.QuotaWarned warned) {
            return new QuotaWarning(
                    "quota.warning", warned.at(), new Data(warned.post().siteId(), warned.percent(), warned.quota()));
        }

        @Override
        public long siteId() {
            return data.siteId();
        }

        @Override
        public Optional<String> fact() {
            YearMonth month = YearMonth.from(timestamp.atOffset(ZoneOffset.UTC));
            return Optional.of(type + "/" + data.siteId() + "/" + month + "/" + data.percent());
        }
    }
}
