package dev.voicgen.worker.speech;

/** Asked often by whoever works: true once the work is no longer wanted (a deadline, a shutdown, a lost claim). Thread-safe. */
@FunctionalInterface
public interface Cancellation {

    Cancellation NEVER = () -> false;

    /** Never turns back to false. */
    boolean requested();
}
