package dev.voicgen.worker.job;

/**
 * A row of the table {@code voice}, as far as speaking needs it.
 *
 * @param engine the speech engine that has this voice
 * @param settings the engine's own, a JSON object
 */
public record Voice(long id, String engine, String settings) {}
