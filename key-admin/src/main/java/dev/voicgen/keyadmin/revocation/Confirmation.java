package dev.voicgen.keyadmin.revocation;

/** How far a stored change of a site's rights has come on its way to the instances. */
public sealed interface Confirmation {

    /** The change only adds a right and is on the log, so every instance grants the right from now on. */
    record Published() implements Confirmation {}

    /**
     * No instance decides by older rights any more. This record is also the answer of the API.
     *
     * @param instancesConfirmed how many instances have applied the change
     * @param leasesWaitedOut how many have not, but cannot trust older rights any longer
     * @param milliseconds from the change to this confirmation
     */
    record Confirmed(int instancesConfirmed, int leasesWaitedOut, long milliseconds) implements Confirmation {}

    /** It is not known whether the change holds everywhere. The outbox relay publishes it in the background. */
    record Pending() implements Confirmation {}
}
