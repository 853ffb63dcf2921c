package dev.voicgen.standalone.rights;

import dev.voicgen.standalone.SessionCaller;
import dev.voicgen.standalone.SessionCaller.Reply;
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
record Taking(
        String name,
        String method,
        Function<TestSite, String> path,
        Function<TestSite, Map<String, ?>> body,
        Answers afterwards,
        String auditAction) {

    /** All there are. */
    static List<Taking> all() {
        Function<TestSite, String> subscription = site -> site.path() + "/subscription";
        return List.of(
                new Taking(
                        "all keys",
                        "POST",
                        site -> site.path() + "/rotate-key",
                        site -> Map.of(),
                        Answers.LET_IN.withKeyCode("invalid_key"),
                        "keys_rotated"),
                new Taking(
                        "one key",
                        "DELETE",
                        site -> site.path() + "/keys/" + site.keyId(),
                        site -> Map.of(),
                        Answers.LET_IN.withKeyCode("invalid_key"),
                        "key_revoked"),
                new Taking(
                        "the site",
                        "PATCH",
                        TestSite::path,
                        site -> Map.of("active", false),
                        new Answers("site_inactive", "subscription_inactive"),
                        "site_edited"),
                new Taking(
                        "the domain",
                        "PATCH",
                        TestSite::path,
                        site -> Map.of("domains", List.of()),
                        Answers.LET_IN.withDomainCode("domain_not_allowed"),
                        "site_edited"),
                new Taking(
                        "the subscription",
                        "PUT",
                        subscription,
                        site -> Map.of("plan", site.plan(), "status", "inactive"),
                        new Answers("subscription_inactive", "subscription_inactive"),
                        "subscription_set"),
                new Taking(
                        "the trial",
                        "PUT",
                        subscription,
                        site -> Map.of(
                                "plan", site.plan(), "status", "trialing", "trial_ends_at", "2020-01-31T00:00:00Z"),
                        new Answers("trial_expired", "trial_expired"),
                        "subscription_set"),
                new Taking(
                        "the plan",
                        "PUT",
                        subscription,
                        site -> Map.of("plan", "starter", "status", "active"),
                        Answers.LET_IN.withKeyCode("plan_restriction"),
                        "subscription_set"),
                new Taking(
                        "what the plan grants",
                        "PUT",
                        site -> "/v1/plans",
                        site -> TestSite.planOf(site.plan(), false),
                        Answers.LET_IN.withKeyCode("plan_restriction"),
                        "plan_set"));
    }

    Reply from(TestSite site, SessionCaller operator) {
        return operator.send(method, path.apply(site), body.apply(site));
    }

    @Override
    public String toString() {
        return name;
    }
}
