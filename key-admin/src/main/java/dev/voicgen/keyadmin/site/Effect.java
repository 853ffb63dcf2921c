package dev.voicgen.keyadmin.site;

import java.time.Duration;

/** How far a stored change has come. */
public sealed interface Effect {

    /** It only adds a right and is on the log, so from now on every instance grants it. */
    record Published() implements Effect {}

    /**
     * It takes a right away, and no instance grants that right any more.
     *
     * @param instancesConfirmed that have said so
     * @param leasesWaitedOut of instances that have not, but cannot trust what they knew any longer
     * @param took from the commit on
     */
    record Confirmed(int instancesConfirmed, int leasesWaitedOut, Duration took) implements Effect {}

    /** Not known to be in force everywhere; it is carried on in the background. */
    record Pending() implements Effect {}
}
