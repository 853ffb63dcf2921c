package dev.voicgen.contracts.key;

import java.time.Instant;

/** A key was let in at {@code at}, by the clock of the instance that let it in. */
public record KeyUse(long keyId, Instant at) {}
