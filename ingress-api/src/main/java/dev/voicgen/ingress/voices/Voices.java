package dev.voicgen.ingress.voices;

import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Language;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All voices there are, in the order of their ids. */
public record Voices(List<CatalogVoice> all) {

    public Voices {
        all = List.copyOf(all);
    }

    /** Whether some voice speaks {@code language}. */
    public boolean speak(Language language) {
        return all.stream().anyMatch(voice -> voice.language().equals(language));
    }

    /** Those that speak {@code language}. */
    public Voices speaking(Language language) {
        return new Voices(
                all.stream().filter(voice -> voice.language().equals(language)).toList());
    }

    /** What they speak. */
    public Set<Language> languages() {
        return all.stream().map(CatalogVoice::language).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The voice with {@code id}, which may be null. */
    public Optional<CatalogVoice> byId(Long id) {
        return all.stream().filter(voice -> id != null && voice.id() == id).findFirst();
    }

    /** Those that a plan of {@code tier} may use. */
    public List<CatalogVoice> within(VoiceTier tier) {
        return all.stream().filter(voice -> tier.includes(voice.planRequired())).toList();
    }

    /**
     * The voice of a request that names none: the site's own, where it speaks the language and the plan still has it, or
     * else the first that the plan may use. Empty where the plan has no voice of the language.
     *
     * @param siteDefault may be null
     */
    public Optional<CatalogVoice> byDefault(Long siteDefault, Language language, VoiceTier tier) {
        return chosenOrFirst(siteDefault, speaking(language).within(tier));
    }

    /**
     * The voice that readers hear where nothing else is said: the site's own, or else the default in English, or else the
     * first that the plan may use.
     *
     * @param siteDefault may be null
     */
    public Optional<CatalogVoice> byDefault(Long siteDefault, VoiceTier tier) {
        return byId(siteDefault)
                .filter(voice -> tier.includes(voice.planRequired()))
                .or(() -> byDefault(siteDefault, Language.ENGLISH, tier))
                .or(() -> within(tier).stream().findFirst());
    }

    private static Optional<CatalogVoice> chosenOrFirst(Long chosen, List<CatalogVoice> usable) {
        return usable.stream()
                .filter(voice -> chosen != null && voice.id() == chosen)
                .findFirst()
                .or(() -> usable.stream().findFirst());
    }
}
