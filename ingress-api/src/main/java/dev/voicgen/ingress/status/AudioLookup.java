package dev.voicgen.ingress.status;

/** What the catalog says of a post. */
sealed interface AudioLookup {
    /** @param details {@link AudioDetails#NONE} where the catalog does not know the post yet */
    record Found(AudioRow audio, AudioDetails details) implements AudioLookup {}

    /** @param deletedJobId the newest job of the post whose audio was deleted; 0: none was */
    record Missing(long deletedJobId) implements AudioLookup {}

    /** The database does not answer, or not in time. */
    record Unavailable() implements AudioLookup {}
}
