package dev.voicgen.standalone;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A site that may do everything, with a domain, a key and a plan that no other site has. */
public record TestSite(long id, String domain, String plan, long keyId, String key) {

    /** Far more than any test asks. */
    private static final int PER_KEY = 1_000_000;

    public static TestSite make(SessionCaller operator) {
        String name = UUID.randomUUID().toString();
        String domain = name + ".example.com";
        operator.send("PUT", "/v1/plans", planOf(name, true));
        long id = operator.send("POST", "/v1/sites", Map.of("name", name, "domains", List.of(domain)))
                .data()
                .path("id")
                .asLong();
        operator.send("PUT", "/v1/sites/" + id + "/subscription", Map.of("plan", name, "status", "active"));
        SessionCaller.Reply key = operator.send("POST", "/v1/sites/" + id + "/keys", Map.of("name", "Production"));
        return new TestSite(
                id,
                domain,
                name,
                key.data().path("id").asLong(),
                key.data().path("key").asText());
    }

    /** The body that makes a plan, or replaces it. */
    public static Map<String, ?> planOf(String name, boolean restAccess) {
        Map<String, Integer> limits =
                Map.of("per_key", PER_KEY, "per_domain", 60, "public_events", 60, "tracked_events", 60);
        return Map.of(
                "items",
                List.of(Map.of("name", name, "rest_access", restAccess, "limits", limits, "voices", "enterprise")));
    }

    public String path() {
        return "/v1/sites/" + id;
    }
}
