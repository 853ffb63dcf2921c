package dev.voicgen.ingress.status;

/** What the catalog says of a post, whole; {@link AudioDetails#NONE} where it found none. */
record DetailedLookup(AudioLookup lookup, AudioDetails details) {}
