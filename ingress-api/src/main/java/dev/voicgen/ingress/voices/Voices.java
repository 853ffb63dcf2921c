package dev.voicgen.ingress.voices;

import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Language;
import java.util.List;
import java.util.Optional;

/** All voices there are, in the order of their ids. */
public record Voices(List<Voice> all) {

    public Voices {
        all = List.copyOf(all);
    }

    /** Whether some voice speaks {@code language}. */
    public boolean speak(Language language) {
        return all.stream().anyMatch(voice -> voice.language().equals(language));
    }

    /** The voice with {@code id} where it speaks {@code language}. */
    public Optional<Voice> find(long id, Language language) {
        return all.stream()
                .filter(voice -> voice.id() == id && voice.language().equals(language))
                .findFirst();
    }

    /**
     * The voice of a request that names none: the site's own, where it speaks the language and the plan still has it, or
     * else the first that the plan may use. Empty where the plan has no voice of the language.
     *
     * @param siteDefault may be null
     */
    public Optional<Voice> byDefault(Long siteDefault, Language language, VoiceTier tier) {
        List<Voice> usable = all.stream()
                .filter(voice -> voice.language().equals(language) && tier.includes(voice.planRequired()))
                .toList();
        return usable.stream()
                .filter(voice -> siteDefault != null && voice.id() == siteDefault)
                .findFirst()
                .or(() -> usable.stream().findFirst());
    }
}
