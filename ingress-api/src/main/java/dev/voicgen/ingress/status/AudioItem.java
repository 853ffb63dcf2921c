package dev.voicgen.ingress.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;

/**
 * An audio as its key holder sees it in a list.
 *
 * @param id of the newest job
 * @param audioUrl null until ready
 * @param durationSeconds null until ready
 * @param voiceId null, as the times are, for the moment until the catalog knows the job
 */
public record AudioItem(
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
        @JsonInclude(JsonInclude.Include.NON_NULL) AudioStatus.Failure failure,
        Instant requestedAt,
        Instant updatedAt) {

    static AudioItem of(PostKey post, AudioLookup.Found found, AudioUrls urls) {
        AudioStatus status = AudioStatus.of(post, found.audio(), urls);
        AudioDetails details = found.details();
        return new AudioItem(
                status.id(),
                status.postId(),
                status.language(),
                details.title(),
                details.url(),
                status.status(),
                status.progressPercent(),
                status.audioUrl(),
                status.durationSeconds(),
                details.voiceId(),
                status.failure(),
                details.requestedAt(),
                details.updatedAt());
    }
}
