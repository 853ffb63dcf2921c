package dev.voicgen.keyadmin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.InputText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the fields of sites and keys, from JSON and from forms. */
public final class SiteInput {

    private static final int MAX_NAME = 100;
    private static final int MAX_DOMAINS = 100;
    private static final int MAX_SETTINGS = 10_000;
    private static final String WHAT_IS_A_DOMAIN =
            "It must be a registered name, such as news.example.com or *.example.com, or localhost; each on a line of its own.";
    private static final List<String> INTEGRATIONS = List.of("rest", "plugin");

    private SiteInput() {}

    public static String name(Input input) {
        return input.line("name", MAX_NAME).required().orElse("");
    }

    public static SiteChanges.KeyDraft key(Input input) {
        return new SiteChanges.KeyDraft(
                name(input), input.choice("integration", INTEGRATIONS).orElse("rest"));
    }

    /** Reads how a rotation's new key differs from the proposed one. A field that is missing stays as proposed. */
    public static UnaryOperator<SiteChanges.KeyDraft> successor(Input input) {
        Optional<String> name = input.line("name", MAX_NAME).get();
        Optional<String> integration = input.choice("integration", INTEGRATIONS).get();
        return key -> new SiteChanges.KeyDraft(name.orElse(key.name()), integration.orElse(key.integration()));
    }

    public static Long defaultVoiceId(Input input) {
        return input.integer("default_voice_id", 1, Long.MAX_VALUE).orElse(null);
    }

    /**
     * The domains in normal form, each once. They come as an array in JSON, and one on each line in a form.
     *
     * @param had the domains that the site has already
     */
    public static List<Domain> domains(Input input, Collection<String> had) {
        Set<Domain> domains = new LinkedHashSet<>();
        for (String text : input.texts("domains").orElse(List.of())) {
            SiteDomain.parse(text, had)
                    .ifPresentOrElse(
                            domains::add,
                            () -> input.reject(
                                    "domains", "Not a domain: " + shortened(text) + ". " + WHAT_IS_A_DOMAIN));
        }
        if (domains.size() > MAX_DOMAINS) {
            input.reject("domains", "A site may have at most " + MAX_DOMAINS + " domains.");
        }
        return List.copyOf(domains);
    }

    /** The change that a PATCH asks for. A field that is missing stays as it is. */
    static UnaryOperator<SiteProfile> edit(Input input, SiteRow site) {
        List<UnaryOperator<SiteProfile>> edits = new ArrayList<>();
        if (input.has("name")) {
            String name = name(input);
            edits.add(old -> old.withName(name));
        }
        if (input.has("domains")) {
            List<Domain> domains = domains(input, site.domains());
            edits.add(old -> old.withDomains(domains));
        }
        if (input.has("active")) {
            boolean active = input.flag("active").required().orElse(false);
            edits.add(old -> old.withActive(active));
        }
        if (input.has("default_voice_id")) {
            Long voiceId = defaultVoiceId(input);
            edits.add(old -> old.withDefaultVoiceId(voiceId));
        }
        if (input.has("settings")) {
            String settings = settings(input);
            edits.add(old -> old.withSettings(settings));
        }
        return old -> {
            SiteProfile edited = old;
            for (UnaryOperator<SiteProfile> edit : edits) {
                edited = edit.apply(edited);
            }
            return edited;
        };
    }

    private static String settings(Input input) {
        return input.any("settings")
                .required()
                .when(JsonNode::isObject, "must be an object.")
                .as(settings -> Optional.of(InputText.mend(settings.toString())), "must be an object.")
                .when(json -> json.length() <= MAX_SETTINGS, "is too large.")
                .when(json -> !ApiKey.isIn(json), "must not contain an API key.")
                .when(json -> !json.contains("\\u0000"), "must not contain control characters: there is U+0000.")
                .orElse("{}");
    }

    private static String shortened(String text) {
        String shown = ApiKey.hiddenIn(text);
        return shown.length() <= MAX_NAME ? shown : shown.substring(0, MAX_NAME) + "…";
    }
}
