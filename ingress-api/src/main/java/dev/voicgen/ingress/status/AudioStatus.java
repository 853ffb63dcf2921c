package dev.voicgen.ingress.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voicgen.contracts.value.PostKey;

/**
 * A post's audio as clients see it.
 *
 * @param id of the newest job
 * @param progressPercent 0 to 100
 * @param audioUrl null until ready
 * @param durationSeconds null until ready
 * @param contentChanged told only where a submission asked
 * @param queuedNext told only where that is so: the text of a submission is made when the job under way has ended
 * @param nextId the job that makes it
 * @param failure only where the job failed
 */
public record AudioStatus(
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
        @JsonInclude(JsonInclude.Include.NON_NULL) Failure failure) {

    /** Why a job ended without audio: {@code code} for programs, {@code reason} for people. */
    public record Failure(String code, String reason) {}

    static AudioStatus of(PostKey post, AudioRow audio, AudioUrls urls) {
        boolean ready = "ready".equals(audio.status());
        boolean failed = "failed".equals(audio.status());
        return new AudioStatus(
                audio.jobId(),
                post.postId().value(),
                post.language().code(),
                audio.status(),
                audio.progressPercent(),
                ready ? urls.of(audio.file()) : null,
                ready ? audio.durationSeconds() : null,
                null,
                null,
                null,
                failed ? new Failure(audio.failureCode(), audio.failureReason()) : null);
    }
}
