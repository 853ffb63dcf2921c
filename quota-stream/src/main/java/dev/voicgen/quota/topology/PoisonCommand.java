package dev.voicgen.quota.topology;

/** A record that admission cannot decide on. The message goes to people and never quotes what the record holds. */
final class PoisonCommand extends Exception {

    private static final long serialVersionUID = 1L;

    PoisonCommand(String reason) {
        super(reason);
    }

    PoisonCommand(String reason, Throwable cause) {
        super(reason, cause);
    }
}
