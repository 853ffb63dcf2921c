package dev.voicgen.contracts.webhook;

/** What a receiver finds when it checks a signature. Only {@link #GENUINE} may be acted upon. */
public enum Verification {
    GENUINE,
    /** One of the three headers is not there. */
    INCOMPLETE,
    /** The timestamp is no number of seconds, or too far from the receiver's clock: perhaps a replay. */
    OUT_OF_TIME,
    /** No signature fits secret, id, timestamp and body. */
    FORGED
}
