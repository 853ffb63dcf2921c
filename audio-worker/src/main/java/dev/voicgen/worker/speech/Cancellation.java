package dev.voicgen.worker.speech;

/** Tells running work that it is no longer wanted: after a deadline, a shutdown or a lost claim. Thread-safe. */
@FunctionalInterface
public interface Cancellation {

    Cancellation NEVER = () -> false;

    /** Called often by the work. Once true, it stays true. */
    boolean requested();
}
