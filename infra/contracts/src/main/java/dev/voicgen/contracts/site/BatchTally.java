package dev.voicgen.contracts.site;

/**
 * What was decided on the items of a batch.
 *
 * @param queued new jobs
 * @param inProgress a job for the same post was running
 * @param ready the audio existed
 * @param rejected refused by the ingress or by admission
 */
public record BatchTally(int queued, int inProgress, int ready, int rejected) {

    /** Nothing decided yet. */
    public static final BatchTally NONE = new BatchTally(0, 0, 0, 0);

    /** How many items have been decided on. */
    public int items() {
        return queued + inProgress + ready + rejected;
    }
}
