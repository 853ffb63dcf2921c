package dev.voicgen.ingress.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;
import java.util.List;

/** The answers about an audio: what each caller may see of its row in the catalog. */
public final class AudioViews {

    private static final String NO_SEGMENTS = "[]";

    private AudioViews() {}

    /** Why a job ended without audio: {@code code} for programs, {@code reason} for people. */
    public record JobFailure(String code, String reason) {

        private static JobFailure of(CatalogAudio audio) {
            return audio.hasFailed() ? new JobFailure(audio.failureCode(), audio.failureReason()) : null;
        }
    }

    /**
     * How far a post's audio is: the answer to a submission and to a poll, with a key or a domain.
     *
     * @param id of the newest job
     * @param audioUrl null until ready, as the duration is
     * @param contentChanged in answers to submissions alone
     * @param queuedNext true if the submitted text is made when the running job has ended; else absent
     * @param nextId the job that makes it
     * @param failure absent unless the job failed
     */
    public record Status(
            long id,
            String postId,
            String language,
            String status,
            int progressPercent,
            String audioUrl,
            Integer durationSeconds,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean contentChanged,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean queuedNext,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long nextId,
            @JsonInclude(JsonInclude.Include.NON_NULL) JobFailure failure) {

        static Status of(PostKey post, CatalogAudio audio, AudioUrls urls) {
            return new Status(
                    audio.jobId(),
                    post.postId().value(),
                    post.language().code(),
                    audio.status(),
                    audio.progressPercent(),
                    audio.isReady() ? urls.of(audio.file()) : null,
                    audio.isReady() ? audio.durationSeconds() : null,
                    null,
                    null,
                    null,
                    JobFailure.of(audio));
        }

        /** Of a job that was just queued. */
        public static Status queued(PostKey post, long jobId) {
            return running(post, jobId, "pending", 0, null, null);
        }

        /** Of a job that goes on. */
        public static Status running(PostKey post, Verdict.InProgress job, int progressPercent) {
            return running(
                    post,
                    job.jobId(),
                    job.started() ? "generating" : "pending",
                    progressPercent,
                    job.contentChanged(),
                    job.nextJobId());
        }

        /** Of an audio that exists. */
        public static Status ready(PostKey post, Verdict.AlreadyReady ready, AudioUrls urls) {
            return new Status(
                    ready.jobId(),
                    post.postId().value(),
                    post.language().code(),
                    "ready",
                    100,
                    urls.of(ready.audio().file()),
                    ready.audio().durationSeconds(),
                    ready.contentChanged(),
                    null,
                    null,
                    null);
        }

        private static Status running(
                PostKey post, long jobId, String status, int progress, Boolean contentChanged, Long nextId) {
            return new Status(
                    jobId,
                    post.postId().value(),
                    post.language().code(),
                    status,
                    progress,
                    null,
                    null,
                    contentChanged,
                    nextId == null ? null : true,
                    nextId,
                    null);
        }
    }

    /**
     * An audio in the key holder's list.
     *
     * @param id of the newest job
     * @param audioUrl null until ready, as the duration is
     * @param voiceId null, as the times are, until the catalog knows the job
     * @param failure absent unless the job failed
     */
    record Item(
            long id,
            String postId,
            String language,
            String title,
            String url,
            String status,
            int progressPercent,
            String audioUrl,
            Integer durationSeconds,
            Long voiceId,
            @JsonInclude(JsonInclude.Include.NON_NULL) JobFailure failure,
            Instant requestedAt,
            Instant updatedAt) {

        static Item of(PostKey post, CatalogAudio audio, AudioUrls urls) {
            return new Item(
                    audio.jobId(),
                    post.postId().value(),
                    post.language().code(),
                    audio.title(),
                    audio.url(),
                    audio.status(),
                    audio.progressPercent(),
                    audio.isReady() ? urls.of(audio.file()) : null,
                    audio.isReady() ? audio.durationSeconds() : null,
                    audio.voiceId(),
                    JobFailure.of(audio),
                    audio.requestedAt(),
                    audio.updatedAt());
        }
    }

    /**
     * Everything that a key holder may know of one audio.
     *
     * @param voice of the newest job; null if it exists no more
     * @param contentHash of the text of the newest job
     * @param segments of the newest audio that was finished: a JSON array, empty until then
     */
    record Whole(
            @JsonUnwrapped Item item,
            CatalogVoice voice,
            String contentHash,
            @JsonRawValue String segments,
            List<TimelineEvent> timeline) {

        static Whole of(
                PostKey post, CatalogAudio audio, CatalogVoice voice, List<TimelineEvent> timeline, AudioUrls urls) {
            return new Whole(Item.of(post, audio, urls), voice, audio.contentHash(), segmentsOf(audio), timeline);
        }
    }

    /**
     * Something that happened to a post's audio.
     *
     * @param detail a JSON object
     */
    public record TimelineEvent(
            String type,
            Instant at,
            long jobId,
            @JsonRawValue String detail) {}

    /**
     * An audio as readers need it.
     *
     * @param audioUrl of the newest audio that was finished, also while a newer job runs; null until then
     * @param voice of that audio, or of the one that is made
     * @param segments where each part of the text is heard: a JSON array, empty until there is an audio
     */
    record Public(
            String postId,
            String title,
            String language,
            String status,
            int progressPercent,
            String audioUrl,
            Integer durationSeconds,
            CatalogVoice voice,
            @JsonRawValue String segments) {

        static Public of(PostKey post, CatalogAudio audio, CatalogVoice voice, AudioUrls urls) {
            return new Public(
                    post.postId().value(),
                    audio.title(),
                    post.language().code(),
                    audio.status(),
                    audio.progressPercent(),
                    audio.file() == null ? null : urls.of(audio.file()),
                    audio.durationSeconds(),
                    voice,
                    segmentsOf(audio));
        }
    }

    private static String segmentsOf(CatalogAudio audio) {
        return audio.segments() == null ? NO_SEGMENTS : audio.segments();
    }
}
