package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand.RulesAdopted;

/**
 * The versions of what admission decides by. A release that would decide on a request otherwise than the one before it
 * keeps both ways and takes the new one for a site from that place of its log on where {@code RulesAdopted} says so: a
 * replay then decides as its clients were told.
 */
public final class Rules {

    /** Those that a site begins with. */
    static final int FIRST = 1;

    /**
     * A text that comes with {@code regenerate} while a job runs is made next; a completed batch knows the digest of its
     * upload; a verdict says when its job was requested and whether the job under way is of another text.
     */
    static final int NEWEST_TEXT_NEXT = 2;

    private Rules() {}

    /** Whether this release can decide by them. */
    public static boolean areKnown(int version) {
        return version >= FIRST && version <= RulesAdopted.NEWEST;
    }
}
