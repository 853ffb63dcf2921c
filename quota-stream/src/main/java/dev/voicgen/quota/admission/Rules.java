package dev.voicgen.quota.admission;

/**
 * The versions of what admission decides by. A release that would decide on a request otherwise than the one before it
 * keeps both ways and takes the new one for a site from that place of its log on where {@code RulesAdopted} says so: a
 * replay then decides as its clients were told.
 */
public final class Rules {

    /** Those that a site begins with. */
    static final int FIRST = 1;

    private static final int NEWEST = 1;

    private Rules() {}

    /** Whether this release can decide by them. */
    public static boolean areKnown(int version) {
        return version >= FIRST && version <= NEWEST;
    }
}
