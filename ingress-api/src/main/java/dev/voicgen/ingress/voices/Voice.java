package dev.voicgen.ingress.voices;

import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Language;

/** A voice that articles can be spoken with. */
public record Voice(long id, String name, String type, Language language, String gender, VoiceTier planRequired) {}
