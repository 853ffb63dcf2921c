package dev.voicgen.worker.job;

/**
 * Why a job ends without audio.
 *
 * @param code for programs
 * @param reason for people; goes to the publisher
 * @param deadLetter the reason on the dead-letter topic, for operators; null where the job itself is to blame
 */
public record JobFailure(String code, String reason, String deadLetter) {

    static JobFailure of(String code, String reason) {
        return new JobFailure(code, reason, null);
    }

    static JobFailure voiceUnavailable(long voiceId) {
        return of("voice_unavailable", "The voice " + voiceId + " is not available.");
    }

    /** Every attempt failed or ended with the death of its worker. */
    static JobFailure exhausted(int attempts, String last) {
        return new JobFailure(
                "attempts_exhausted",
                "The audio could not be generated in " + attempts + " attempts.",
                attempts + " attempts, the last one: " + last);
    }

    /** The job's record is gone, so there is nothing to put on the dead-letter topic. */
    static JobFailure lost() {
        return of("job_lost", "The audio could not be generated.");
    }

    /** The database refuses the job's fields and always will. */
    static JobFailure unstorable(String detail) {
        return new JobFailure("invalid_job", "The article cannot be processed.", detail);
    }
}
