package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;

/**
 * Versions of the admission rules. A release that would decide differently keeps the earlier rules as well. It applies the new
 * ones to a site from the place of {@code RulesAdopted} on the site's log, so that a replay comes to the published verdicts.
 */
public final class RulesVersion {

    /** The version that a site begins with. */
    static final int FIRST = 1;

    /**
     * A text that comes with {@code regenerate} while a job runs is made next; a completed batch knows the digest of its
     * upload; a verdict says when its job was requested and whether the running job is of another text.
     */
    static final int NEWEST_TEXT_NEXT = 2;

    private RulesVersion() {}

    /** Whether this release has the rules of {@code version}. */
    public static boolean isKnown(int version) {
        return version >= FIRST && version <= SiteCommand.RulesAdopted.NEWEST;
    }
}
