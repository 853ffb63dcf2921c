package dev.voicgen.worker.outcome;

import dev.voicgen.contracts.audio.ReadyAudio;
import java.time.Instant;

/**
 * How a job ended. A row of the table {@code job_end}.
 *
 * @param progressPercent how far it had come
 * @param file in the audio store; null, as is {@code durationSeconds}, where it failed
 * @param code for programs, why it failed; null, as is {@code reason}, where it is ready
 */
public record JobEnd(
        long jobId,
        Outcome outcome,
        Instant at,
        int progressPercent,
        String file,
        Integer durationSeconds,
        String code,
        String reason) {

    private static final int WHOLE = 100;

    /** Whether there is audio. In lower case it is the word of the table. */
    public enum Outcome {
        READY,
        FAILED
    }

    public static JobEnd ready(long jobId, Instant at, ReadyAudio audio) {
        return new JobEnd(jobId, Outcome.READY, at, WHOLE, audio.file(), audio.durationSeconds(), null, null);
    }

    /**
     * @param code for programs
     * @param reason for people
     */
    public static JobEnd failed(long jobId, Instant at, int progressPercent, String code, String reason) {
        return new JobEnd(jobId, Outcome.FAILED, at, progressPercent, null, null, code, reason);
    }
}
