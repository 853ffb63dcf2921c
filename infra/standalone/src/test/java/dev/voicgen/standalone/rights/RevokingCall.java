package dev.voicgen.standalone.rights;

import dev.voicgen.standalone.SessionCaller;
import dev.voicgen.standalone.TestSite;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A call that takes a right of a site away.
 *
 * @param afterwards what every instance answers from then on
 * @param auditAction under which it is in the audit log
 */
record RevokingCall(
        String name,
        String method,
        Function<TestSite, String> path,
        Function<TestSite, Map<String, ?>> body,
        RightsAnswers afterwards,
        String auditAction) {

    /** All there are. */
    static List<RevokingCall> all() {
        Function<TestSite, String> subscription = site -> site.path() + "/subscription";
        return List.of(
                new RevokingCall(
                        "all keys",
                        "POST",
                        site -> site.path() + "/rotate-key",
                        site -> Map.of(),
                        RightsAnswers.LET_IN.withKeyCode("invalid_key"),
                        "keys_rotated"),
                new RevokingCall(
                        "one key",
                        "DELETE",
                        site -> site.path() + "/keys/" + site.keyId(),
                        site -> Map.of(),
                        RightsAnswers.LET_IN.withKeyCode("invalid_key"),
                        "key_revoked"),
                new RevokingCall(
                        "the site",
                        "PATCH",
                        TestSite::path,
                        site -> Map.of("active", false),
                        new RightsAnswers("site_inactive", "subscription_inactive"),
                        "site_edited"),
                new RevokingCall(
                        "the domain",
                        "PATCH",
                        TestSite::path,
                        site -> Map.of("domains", List.of()),
                        RightsAnswers.LET_IN.withDomainCode("domain_not_allowed"),
                        "site_edited"),
                new RevokingCall(
                        "the subscription",
                        "PUT",
                        subscription,
                        site -> Map.of("plan", site.plan(), "status", "inactive"),
                        new RightsAnswers("subscription_inactive", "subscription_inactive"),
                        "subscription_set"),
                new RevokingCall(
                        "the trial",
                        "PUT",
                        subscription,
                        site -> Map.of(
                                "plan", site.plan(), "status", "trialing", "trial_ends_at", "2020-01-31T00:00:00Z"),
                        new RightsAnswers("trial_expired", "trial_expired"),
                        "subscription_set"),
                new RevokingCall(
                        "the plan",
                        "PUT",
                        subscription,
                        site -> Map.of("plan", "starter", "status", "active"),
                        RightsAnswers.LET_IN.withKeyCode("plan_restriction"),
                        "subscription_set"),
                new RevokingCall(
                        "what the plan grants",
                        "PUT",
                        site -> "/v1/plans",
                        site -> TestSite.planOf(site.plan(), false),
                        RightsAnswers.LET_IN.withKeyCode("plan_restriction"),
                        "plan_set"));
    }

    SessionCaller.Reply from(TestSite site, SessionCaller operator) {
        return operator.send(method, path.apply(site), body.apply(site));
    }

    @Override
    public String toString() {
        return name;
    }
}
