package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.ReadyAudio;
import java.time.Instant;
import java.util.Locale;

/**
 * How a job ended: a row of table {@code job_end}.
 *
 * @param progressPercent the progress that the job had made
 * @param file in the audio store; null, as is {@code durationSeconds}, where the job failed
 * @param code why the job failed, for programs; null, as is {@code reason}, where the audio is ready
 */
public record JobOutcome(
        long jobId,
        Result result,
        Instant at,
        int progressPercent,
        String file,
        Integer durationSeconds,
        String code,
        String reason) {

    private static final int COMPLETE = 100;

    public enum Result {
        READY,
        FAILED;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static JobOutcome ready(long jobId, Instant at, ReadyAudio audio) {
        return new JobOutcome(jobId, Result.READY, at, COMPLETE, audio.file(), audio.durationSeconds(), null, null);
    }

    /**
     * @param code for programs
     * @param reason for people
     */
    public static JobOutcome failed(long jobId, Instant at, int progressPercent, String code, String reason) {
        return new JobOutcome(jobId, Result.FAILED, at, progressPercent, null, null, code, reason);
    }
}
