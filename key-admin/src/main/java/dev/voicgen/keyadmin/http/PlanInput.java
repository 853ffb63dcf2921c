package dev.voicgen.keyadmin.http;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.platform.http.Input;
import java.util.List;
import java.util.Locale;

/** Reads plans as their list shows them: {@code {"items": [plan, …]}}. */
final class PlanInput {

    private static final int MAX_PLANS = 50;
    private static final int MAX_NAME = 50;
    private static final List<String> TIERS = List.of("starter", "growth", "enterprise");

    private PlanInput() {}

    static List<Plan> plans(Input input) {
        input.any("items").required();
        List<Plan> plans =
                input.objects("items", MAX_PLANS).stream().map(PlanInput::plan).toList();
        input.check();
        return plans;
    }

    private static Plan plan(Input input) {
        String name = input.line("name", MAX_NAME).required().orElse("");
        Integer monthlyPosts = input.integer("monthly_posts", 0, Integer.MAX_VALUE)
                .get()
                .map(Long::intValue)
                .orElse(null);
        boolean restAccess = input.flag("rest_access").required().orElse(false);
        Input limits = input.object("limits");
        RequestLimits requests = new RequestLimits(
                limit(limits, "per_key"),
                limit(limits, "per_domain"),
                limit(limits, "public_events"),
                limit(limits, "tracked_events"));
        String voices = input.choice("voices", TIERS).required().orElse("starter");
        Long monthlyEvents = input.integer("monthly_events", 0, Long.MAX_VALUE).orElse(null);
        return new Plan(
                name,
                monthlyPosts,
                restAccess,
                requests,
                VoiceTier.valueOf(voices.toUpperCase(Locale.ROOT)),
                monthlyEvents);
    }

    private static int limit(Input limits, String name) {
        return limits.integer(name, 1, Integer.MAX_VALUE).required().orElse(1L).intValue();
    }
}
