package dev.voicgen.worker.speech;

import dev.voicgen.contracts.value.Language;

/** A voice as its engine calls it; {@link VoiceSettings#engineVoice} names one. */
public record EngineVoice(String name, Language language) {}
