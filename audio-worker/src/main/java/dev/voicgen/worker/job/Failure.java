package dev.voicgen.worker.job;

/**
 * Why a job ends without audio.
 *
 * @param code for programs
 * @param reason for people; goes to the publisher
 * @param deadLetter what operators are told on the dead-letter topic; null where the job itself is to blame
 */
public record Failure(String code, String reason, String deadLetter) {

    static Failure of(String code, String reason) {
        return new Failure(code, reason, null);
    }

    static Failure voiceUnavailable(long voiceId) {
        return of("voice_unavailable", "The voice " + voiceId + " is not available.");
    }

    /** Every attempt failed, or its worker died. */
    static Failure exhausted(int attempts, String last) {
        return new Failure(
                "attempts_exhausted",
                "The audio could not be generated in " + attempts + " attempts.",
                attempts + " attempts, the last one: " + last);
    }

    /** Its record is gone, and with it whatever could be told to operators. */
    static Failure lost() {
        return of("job_lost", "The audio could not be generated.");
    }

    /** The database will never take the job's fields. */
    static Failure unstorable(String detail) {
        return new Failure("invalid_job", "The article cannot be processed.", detail);
    }
}
