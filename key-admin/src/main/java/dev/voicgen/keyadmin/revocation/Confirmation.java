package dev.voicgen.keyadmin.revocation;

/** How far a stored change of a site's rights has come. */
public sealed interface Confirmation {

    /** It only adds a right and is on the log, so from now on every instance grants it. */
    record Published() implements Confirmation {}

    /**
     * No instance decides by older rights any more.
     *
     * @param instancesConfirmed how many have applied the change
     * @param leasesWaitedOut how many have not, but cannot trust what they have any longer
     * @param milliseconds since it was stored
     */
    record Confirmed(int instancesConfirmed, int leasesWaitedOut, long milliseconds) implements Confirmation {}

    /** Not known to be in force everywhere; it is carried on in the background. */
    record Pending() implements Confirmation {}
}
