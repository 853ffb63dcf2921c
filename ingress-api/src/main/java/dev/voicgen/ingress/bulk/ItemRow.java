package dev.voicgen.ingress.bulk;

import java.beans.ConstructorProperties;

/**
 * An item in the catalog.
 *
 * @param postId null where a rejected item had none
 * @param language null where it is rejected
 * @param jobId null where it is rejected
 * @param code why it failed or is rejected, for programs
 * @param message the same for people
 * @param file in the audio store; null until ready
 * @param durationSeconds of it; null until ready
 * @param contentChanged whether the audio is of another text, and none has been made since
 */
record ItemRow(
        int index,
        String postId,
        String language,
        Long jobId,
        String status,
        String code,
        String message,
        String file,
        Integer durationSeconds,
        boolean contentChanged) {

    @ConstructorProperties({
        "index",
        "post_id",
        "language",
        "job_id",
        "status",
        "code",
        "message",
        "file",
        "duration_seconds",
        "content_changed"
    })
    ItemRow {}
}
