package dev.voicgen.contracts.key;

import java.time.Instant;

/** A key was accepted at {@code at}, by the clock of the instance that accepted it. */
public record KeyUse(long keyId, Instant at) {}
