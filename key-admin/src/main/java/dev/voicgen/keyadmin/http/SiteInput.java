package dev.voicgen.keyadmin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.site.KeyDraft;
import dev.voicgen.keyadmin.site.SiteProfile;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what may be said about a site, the same in JSON and in forms. */
public final class SiteInput {

    private static final int MAX_NAME = 100;
    private static final int MAX_DOMAINS = 100;
    private static final int MAX_SETTINGS = 10_000;
    private static final Set<String> INTEGRATIONS = Set.of("rest", "plugin");
    private static final Set<String> STATUSES = Set.of("active", "trialing", "inactive");

    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    /** Four digits of a year: what browsers send, and what a database can keep. */
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private SiteInput() {}

    public static String name(Input input) {
        return input.text("name", MAX_NAME);
    }

    public static KeyDraft key(Input input) {
        return new KeyDraft(name(input), input.choice("integration", "rest", INTEGRATIONS));
    }

    /** What a rotation says of its new key: what is not named is as it would be. */
    public static UnaryOperator<KeyDraft> successor(Input input) {
        String name = input.node("name") == null ? null : name(input);
        String integration = input.node("integration") == null ? null : input.choice("integration", null, INTEGRATIONS);
        return key -> new KeyDraft(
                Objects.requireNonNullElse(name, key.name()),
                Objects.requireNonNullElse(integration, key.integration()));
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

    /** The subscription that a PUT asks for: without a status it sets the plan, and what is not named stays. */
    static SubscriptionRow subscription(Input input, Set<String> plans, SubscriptionRow old) {
        String plan = input.choice("plan", null, plans);
        boolean whole = input.node("status") != null;
        Integer monthlyPosts = input.integer("monthly_posts", 0);
        return new SubscriptionRow(
                plan,
                status(input, old.status()),
                trialEnd(input, whole ? null : old.trialEndsAt()),
                whole || input.has("monthly_posts") ? monthlyPosts : old.monthlyPosts());
    }

    /** The same for what new sites of an account begin with. */
    static AccountTerms terms(Input input, Set<String> plans, AccountTerms old) {
        String plan = input.choice("plan", null, plans);
        boolean whole = input.node("status") != null;
        return new AccountTerms(plan, status(input, old.status()), trialEnd(input, whole ? null : old.trialEndsAt()));
    }

    /** What new sites of a new account begin with: a trial, as far as nothing else is said. */
    static AccountTerms newTerms(Input input, Set<String> plans) {
        AccountTerms trial = AccountTerms.trialFrom(Instant.now());
        Subscription.Status status = status(input, trial.status());
        Instant trialEnd = trialEnd(input, status == trial.status() ? trial.trialEndsAt() : null);
        return new AccountTerms(input.choice("plan", trial.plan(), plans), status, trialEnd);
    }

    /** The subscription in a form, which is always whole. */
    public static SubscriptionRow subscriptionForm(Input input, List<Plan> plans) {
        AccountTerms terms = termsForm(input, plans);
        return new SubscriptionRow(
                terms.plan(), terms.status(), terms.trialEndsAt(), input.integer("monthly_posts", 0));
    }

    /** What an account's new sites begin with, in a form, which is always whole. */
    public static AccountTerms termsForm(Input input, List<Plan> plans) {
        Set<String> names = plans.stream().map(Plan::name).collect(Collectors.toSet());
        return new AccountTerms(
                input.choice("plan", null, names),
                status(input, Subscription.Status.TRIALING),
                endOf(input, "trial_ends_on"));
    }

    /** The last second of a day in UTC, or null where none is given. */
    private static Instant endOf(Input input, String field) {
        JsonNode value = input.node(field);
        try {
            return value == null
                    ? null
                    : LocalDate.parse(value.asText(), DAY).atTime(LAST_SECOND).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return input.reject(field, "The " + Input.words(field) + " field must be a day such as 2030-01-31.", null);
        }
    }

    private static Subscription.Status status(Input input, Subscription.Status byDefault) {
        String word = input.choice("status", byDefault.name().toLowerCase(Locale.ROOT), STATUSES);
        return word.isEmpty() ? byDefault : Subscription.Status.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Instant trialEnd(Input input, Instant byDefault) {
        return input.has("trial_ends_at") ? input.instant("trial_ends_at") : byDefault;
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
