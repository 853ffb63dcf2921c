package dev.voicgen.ingress.status;

/** What the catalog says of a post. */
sealed interface AudioLookup {
    record Found(AudioRow audio) implements AudioLookup {}

    record Missing() implements AudioLookup {}

    /** The database does not answer, or not in time. */
    record Unavailable() implements AudioLookup {}
}
