package dev.voicgen.keyadmin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.site.KeyDraft;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** Reads what may be said about a site, the same in JSON and in forms. */
public final class SiteInput {

    private static final int MAX_NAME = 100;
    private static final int MAX_DOMAINS = 100;
    private static final int MAX_SETTINGS = 10_000;
    private static final Set<String> INTEGRATIONS = Set.of("rest", "plugin");
    private static final Set<String> STATUSES = Set.of("active", "trialing", "inactive");

    private SiteInput() {}

    public static String name(Input input) {
        return input.text("name", MAX_NAME);
    }

    public static KeyDraft key(Input input) {
        return new KeyDraft(name(input), input.choice("integration", "rest", INTEGRATIONS));
    }

    /** The domains in their compared form, each once; an array in JSON, one a line in a form. */
    public static List<Domain> domains(Input input) {
        JsonNode value = input.node("domains");
        if (value == null) {
            return List.of();
        }
        if (!value.isTextual() && !isArrayOfTexts(value)) {
            return input.reject("domains", "The domains field must be an array of strings.", List.of());
        }
        Set<Domain> domains = new LinkedHashSet<>();
        for (String text : texts(value)) {
            Optional<Domain> domain = Domain.parse(text).filter(SiteInput::isNarrowEnough);
            domain.ifPresentOrElse(
                    domains::add, () -> input.reject("domains", "Not a domain: " + shortened(text) + ".", null));
        }
        return domains.size() > MAX_DOMAINS
                ? input.reject("domains", "A site may have at most " + MAX_DOMAINS + " domains.", List.of())
                : List.copyOf(domains);
    }

    /** The change that a PATCH asks for: what is not named stays. */
    static UnaryOperator<SiteProfile> edit(Input input) {
        List<UnaryOperator<SiteProfile>> edits = new ArrayList<>();
        if (input.has("name")) {
            String name = name(input);
            edits.add(site -> site.withName(name));
        }
        if (input.has("domains")) {
            List<Domain> domains = domains(input);
            edits.add(site -> site.withDomains(domains));
        }
        if (input.has("active")) {
            boolean active = input.flag("active");
            edits.add(site -> site.withActive(active));
        }
        if (input.has("default_voice_id")) {
            Long voiceId = input.number("default_voice_id", 1, Long.MAX_VALUE);
            edits.add(site -> site.withDefaultVoiceId(voiceId));
        }
        if (input.has("settings")) {
            String settings = settings(input);
            edits.add(site -> site.withSettings(settings));
        }
        return site -> {
            SiteProfile edited = site;
            for (UnaryOperator<SiteProfile> edit : edits) {
                edited = edit.apply(edited);
            }
            return edited;
        };
    }

    static SubscriptionRow subscription(Input input, Set<String> plans) {
        return new SubscriptionRow(
                input.choice("plan", null, plans),
                input.choice("status", null, STATUSES),
                input.instant("trial_ends_at"),
                input.integer("monthly_posts", 0));
    }

    private static String settings(Input input) {
        JsonNode settings = input.required("settings");
        if (settings == null || !settings.isObject()) {
            return input.reject("settings", "The settings field must be an object.", "{}");
        }
        String json = settings.toString();
        return json.length() > MAX_SETTINGS ? input.reject("settings", "The settings field is too large.", "{}") : json;
    }

    private static boolean isArrayOfTexts(JsonNode value) {
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static List<String> texts(JsonNode value) {
        if (value.isTextual()) {
            return Arrays.stream(value.textValue().split("[\\s,]+"))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    /** {@code *.com} would take in everyone's sites. */
    private static boolean isNarrowEnough(Domain domain) {
        String value = domain.value();
        return !value.startsWith("*.") || value.indexOf('.', 2) > 0;
    }

    private static String shortened(String text) {
        String shown = ApiKey.hiddenIn(text);
        return shown.length() <= MAX_NAME ? shown : shown.substring(0, MAX_NAME) + "…";
    }
}
