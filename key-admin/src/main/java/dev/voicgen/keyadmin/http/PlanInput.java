package dev.voicgen.keyadmin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.VoiceTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads plans as their list shows them: {@code {"items": [plan, …]}}. */
final class PlanInput {

    private static final int MAX_PLANS = 50;
    private static final int MAX_NAME = 50;
    private static final Set<String> TIERS = Set.of("starter", "growth", "enterprise");

    private PlanInput() {}

    static List<Plan> plans(Input input) {
        JsonNode items = input.required("items");
        List<Plan> plans = new ArrayList<>();
        if (items != null && items.isArray() && !items.isEmpty() && items.size() <= MAX_PLANS) {
            for (int i = 0; i < items.size(); i++) {
                Input item = Input.of(items.get(i));
                plans.add(plan(item));
                input.rejectAll("items." + i + ".", item);
            }
        } else if (items != null) {
            input.reject("items", "The items field must be an array of 1 to " + MAX_PLANS + " plans.", null);
        }
        input.check();
        return plans;
    }

    private static Plan plan(Input input) {
        String name = input.text("name", MAX_NAME);
        Integer monthlyPosts = input.integer("monthly_posts", 0);
        boolean restAccess = input.flag("rest_access");
        Input limits = input.inner("limits");
        RequestLimits requests = new RequestLimits(
                limits.requiredInteger("per_key", 1),
                limits.requiredInteger("per_domain", 1),
                limits.requiredInteger("public_events", 1),
                limits.requiredInteger("tracked_events", 1));
        input.rejectAll("limits.", limits);
        String voices = input.choice("voices", null, TIERS);
        VoiceTier tier = voices.isEmpty() ? VoiceTier.STARTER : VoiceTier.valueOf(voices.toUpperCase(Locale.ROOT));
        Long monthlyEvents = input.number("monthly_events", 0, Long.MAX_VALUE);
        return new Plan(name, monthlyPosts, restAccess, requests, tier, monthlyEvents);
    }
}
