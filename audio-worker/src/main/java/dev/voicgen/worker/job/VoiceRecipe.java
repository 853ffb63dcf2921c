package dev.voicgen.worker.job;

/**
 * A row of table {@code voice}: an engine, and how it makes the voice.
 *
 * @param engine the {@linkplain dev.voicgen.worker.speech.SpeechEngine#name name} of the speech engine
 * @param settings the engine's own, a JSON object
 */
public record VoiceRecipe(long id, String engine, String settings) {}
