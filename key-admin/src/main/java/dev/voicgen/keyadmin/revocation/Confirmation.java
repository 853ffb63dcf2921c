package dev.voicgen.keyadmin.revocation;

import java.time.Duration;

/** Whether a change of a site's rights has taken effect on every instance. */
public sealed interface Confirmation {

    /** How long it took to find out. */
    Duration took();

    /**
     * No instance decides by older rights any more.
     *
     * @param instancesConfirmed how many have applied the change
     * @param leasesWaitedOut how many have not, but cannot trust what they have any longer
     */
    record Confirmed(int instancesConfirmed, int leasesWaitedOut, Duration took) implements Confirmation {}

    /** Not known within the deadline. */
    record Pending(Duration took) implements Confirmation {}
}
