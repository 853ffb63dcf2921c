package dev.voicgen.ingress.bulk;

import dev.voicgen.ingress.status.AudioUrls;
import java.util.Set;

/**
 * An item as clients see it.
 *
 * @param index in the order of the upload, from 0
 * @param id of the job; null where the item is rejected
 * @param code why it failed or is rejected; null otherwise
 * @param audioUrl null until ready
 * @param durationSeconds null until ready
 * @param contentChanged whether the audio is of another text than the item's
 */
record ItemStatus(
        int index,
        String postId,
        String language,
        Long id,
        String status,
        String code,
        String message,
        String audioUrl,
        Integer durationSeconds,
        boolean contentChanged) {

    private static final Set<String> WITHOUT_AUDIO = Set.of("failed", "rejected");

    static ItemStatus of(ItemRow row, AudioUrls urls) {
        boolean ready = "ready".equals(row.status()) && row.file() != null;
        return new ItemStatus(
                row.index(),
                row.postId(),
                row.language(),
                row.jobId(),
                row.status(),
                WITHOUT_AUDIO.contains(row.status()) ? row.code() : null,
                row.message(),
                ready ? urls.of(row.file()) : null,
                ready ? row.durationSeconds() : null,
                row.contentChanged());
    }
}
