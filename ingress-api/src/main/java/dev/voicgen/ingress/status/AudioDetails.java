package dev.voicgen.ingress.status;

import java.time.Instant;

/**
 * What a row of the catalog says beyond {@link AudioRow}. The columns from {@code finishedFile} on are of the newest audio
 * that was finished: they outlive the start of a regeneration.
 *
 * @param title may be null
 * @param url may be null
 * @param voiceId of the newest job
 * @param finishedVoiceId null until an audio was finished, as is what follows
 * @param segments a JSON array
 */
record AudioDetails(
        String title,
        String url,
        Long voiceId,
        String contentHash,
        Instant requestedAt,
        Instant updatedAt,
        String finishedFile,
        Integer finishedSeconds,
        Long finishedVoiceId,
        String segments) {

    /** These of a newer job, over what {@code earlier} says of the newest audio that was finished. */
    AudioDetails over(AudioDetails earlier) {
        return new AudioDetails(
                title,
                url,
                voiceId,
                contentHash,
                requestedAt,
                updatedAt,
                earlier.finishedFile,
                earlier.finishedSeconds,
                earlier.finishedVoiceId,
                earlier.segments);
    }

    /** Of a job that the catalog does not know yet. */
    static final AudioDetails NONE = new AudioDetails(null, null, null, null, null, null, null, null, null, null);
}
