package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.value.Domain;
import java.util.List;

/**
 * What the owner of a site may set.
 *
 * @param defaultVoiceId null: the platform's first voice of the language
 * @param settings a JSON object
 */
public record SiteProfile(String name, List<Domain> domains, boolean active, Long defaultVoiceId, String settings) {

    public SiteProfile {
        domains = List.copyOf(domains);
    }

    static SiteProfile of(SiteRow site) {
        List<Domain> domains = site.domains().stream().map(Domain::new).toList();
        return new SiteProfile(site.name(), domains, site.active(), site.defaultVoiceId(), site.settings());
    }

    public SiteProfile withName(String newName) {
        return new SiteProfile(newName, domains, active, defaultVoiceId, settings);
    }

    public SiteProfile withDomains(List<Domain> newDomains) {
        return new SiteProfile(name, newDomains, active, defaultVoiceId, settings);
    }

    public SiteProfile withActive(boolean newActive) {
        return new SiteProfile(name, domains, newActive, defaultVoiceId, settings);
    }

    public SiteProfile withDefaultVoiceId(Long newDefaultVoiceId) {
        return new SiteProfile(name, domains, active, newDefaultVoiceId, settings);
    }

    public SiteProfile withSettings(String newSettings) {
        return new SiteProfile(name, domains, active, defaultVoiceId, newSettings);
    }
}
