package dev.voicgen.contracts.site;

/**
 * What a plan allows.
 *
 * @param monthlyPosts new English posts a calendar month; null: no cap
 * @param restAccess whether keys with integration {@code rest} are accepted
 * @param voices the highest tier of voice it may use
 * @param monthlyEvents analytics events a calendar month; null: no cap
 */
public record Plan(
        String name,
        Integer monthlyPosts,
        boolean restAccess,
        RequestLimits limits,
        VoiceTier voices,
        Long monthlyEvents) {}
