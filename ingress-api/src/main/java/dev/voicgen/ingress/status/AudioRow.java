package dev.voicgen.ingress.status;

/**
 * How far a post's newest job is.
 *
 * @param status {@code pending}, {@code generating}, {@code ready} or {@code failed}
 * @param file in the audio store; null until ready
 * @param durationSeconds null until ready
 */
record AudioRow(
        long jobId,
        String status,
        int progressPercent,
        String file,
        Integer durationSeconds,
        String failureCode,
        String failureReason) {

    boolean hasEnded() {
        return "ready".equals(status) || "failed".equals(status);
    }

    /** A job that the catalog does not know yet. */
    static AudioRow admitted(long jobId, boolean started) {
        return new AudioRow(jobId, started ? "generating" : "pending", 0, null, null, null, null);
    }
}
