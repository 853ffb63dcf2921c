package dev.voicgen.worker.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.voicgen.contracts.value.PostKey;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What a callback about a job says.
 *
 * @param timestamp when the job ended
 */
public record AudioNotice(String type, Instant timestamp, Data data) implements Notice {

    /** The fields of the job's status and what it belongs to. The last two are there only where the job failed. */
    record Data(
            long id,
            @JsonUnwrapped PostKey post,
            String status,
            int progressPercent,
            URI audioUrl,
            Integer durationSeconds,
            @JsonInclude(JsonInclude.Include.NON_NULL) String failureCode,
            @JsonInclude(JsonInclude.Include.NON_NULL) String failureReason) {}

    /** {@code audio.ready}. */
    public static AudioNotice ready(long jobId, PostKey post, Instant at, URI audioUrl, int durationSeconds) {
        Data data = new Data(jobId, post, "ready", 100, audioUrl, durationSeconds, null, null);
        return new AudioNotice("audio.ready", at, data);
    }

    /**
     * {@code audio.failed}.
     *
     * @param progressPercent how far it had come
     * @param code for programs
     * @param reason for people
     */
    public static AudioNotice failed(
            long jobId, PostKey post, Instant at, int progressPercent, String code, String reason) {
        Data data = new Data(jobId, post, "failed", progressPercent, null, null, code, reason);
        return new AudioNotice("audio.failed", at, data);
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
