package dev.voicgen.ingress.bulk;

import dev.voicgen.ingress.status.AudioUrls;

/**
 * An item as clients see it.
 *
 * @param index in the order of the upload, from 0
 * @param id of the job; null where the item is rejected
 * @param audioUrl null until ready
 */
record ItemStatus(
        int index,
        String postId,
        String language,
        Long id,
        String status,
        String code,
        String message,
        String audioUrl) {

    static ItemStatus of(ItemRow row, AudioUrls urls) {
        boolean ready = "ready".equals(row.status()) && row.file() != null;
        return new ItemStatus(
                row.index(),
                row.postId(),
                row.language(),
                row.jobId(),
                row.status(),
                row.code(),
                row.message(),
                ready ? urls.of(row.file()) : null);
    }
}
