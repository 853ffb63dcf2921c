package dev.voicgen.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator at the dashboard's API. */
public final class AdminClient {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ObjectMapper json = Json.mapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    private AdminClient(URI url, String email, String password) {
        this.url = url;
        this.token = send("POST", "/v1/auth/login", Map.of("email", email, "password", password), "")
                .path("token")
                .asText();
    }

    static AdminClient login(URI url, String email, String password) {
        return new AdminClient(url, email, password);
    }

    /** Puts a plan with everything in it, and {@code requestsPerMinute} on each route, beside those there are. */
    public void addPlan(String name, int requestsPerMinute) {
        Map<String, Object> limits = Map.of(
                "per_key", requestsPerMinute,
                "per_domain", requestsPerMinute,
                "public_events", requestsPerMinute,
                "tracked_events", requestsPerMinute);
        Map<String, Object> plan = Map.of("name", name, "rest_access", true, "limits", limits, "voices", "enterprise");
        call("PUT", "/v1/plans", Map.of("items", List.of(plan)));
    }

    /** A new site of {@code plan}; its id. */
    public long newSite(String plan, String domain) {
        long site = call("POST", "/v1/sites", Map.of("name", "Bench", "domains", List.of(domain)))
                .path("id")
                .asLong();
        call("PUT", "/v1/sites/" + site + "/subscription", Map.of("plan", plan, "status", "active"));
        return site;
    }

    /** A new key of the site. */
    public String newKey(long site) {
        return call("POST", "/v1/sites/" + site + "/keys", Map.of("name", "bench", "integration", "rest"))
                .path("key")
                .asText();
    }

    /** What rotating the site's keys is answered. */
    public JsonNode rotate(long site) {
        return call("POST", "/v1/sites/" + site + "/rotate-key", Map.of());
    }

    private JsonNode call(String method, String path, Object body) {
        return send(method, path, body, token);
    }

    private JsonNode send(String method, String path, Object body, String bearer) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                    .timeout(DEADLINE)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
            if (!bearer.isEmpty()) {
                request.header("Authorization", "Bearer " + bearer);
            }
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " was answered " + answer.statusCode());
            }
            return json.readTree(answer.body()).path("data");
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
