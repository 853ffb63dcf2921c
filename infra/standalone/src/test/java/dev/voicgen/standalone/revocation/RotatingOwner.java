package dev.voicgen.standalone.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A logged-in operator, who rotates the key of one site through whichever key-admin is there. Thread-safe. */
final class RotatingOwner {

    static final String EMAIL = "operator@example.org";
    static final String PASSWORD = "correct horse battery";

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** @param body what came with it */
    record Reply(int status, JsonNode body) {

        JsonNode data() {
            return body.path("data");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final long siteId;

    private RotatingOwner(URI keyAdmin) throws IOException {
        token = send(keyAdmin, "POST", "/v1/auth/login", Map.of("email", EMAIL, "password", PASSWORD), "")
                .data()
                .path("token")
                .asText();
        siteId = send(keyAdmin, "POST", "/v1/sites", Map.of("name", "Rotated"), token)
                .data()
                .path("id")
                .asLong();
        send(
                keyAdmin,
                "PUT",
                "/v1/sites/" + siteId + "/subscription",
                Map.of("plan", "enterprise", "status", "active"),
                token);
    }

    /** Logs in and makes a site that may use everything. */
    static RotatingOwner logIn(URI keyAdmin) throws IOException {
        return new RotatingOwner(keyAdmin);
    }

    Reply rotate(URI keyAdmin) throws IOException {
        return send(keyAdmin, "POST", "/v1/sites/" + siteId + "/rotate-key", Map.of(), token);
    }

    /** How many keys of the site are live, as the owner is told. */
    long liveKeys(URI keyAdmin) throws IOException {
        return send(keyAdmin, "GET", "/v1/sites/" + siteId, Map.of(), token)
                .data()
                .path("live_keys")
                .asLong();
    }

    private Reply send(URI keyAdmin, String method, String path, Map<String, String> body, String bearer)
            throws IOException {
        HttpRequest request = HttpRequest.newBuilder(keyAdmin.resolve(path))
                .timeout(DEADLINE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .method(
                        method,
                        "GET".equals(method)
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), Json.mapper().readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
