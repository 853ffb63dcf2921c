package dev.voicgen.standalone.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whoever runs the platform: makes accounts for the tests. */
final class Operator {

    private static final String EMAIL = "operator@example.org";
    private static final String PASSWORD = "correct horse battery";

    /** With these a platform has this operator. */
    static final Map<String, String> SETTINGS =
            Map.of("VOICGEN_OPERATOR_EMAIL", EMAIL, "VOICGEN_OPERATOR_PASSWORD", PASSWORD);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI dashboard;
    private final String token;

    /** Someone with an account. */
    record Owner(String email, String password) {}

    Operator(URI dashboard) {
        this.dashboard = dashboard;
        this.token = logIn(new Owner(EMAIL, PASSWORD));
    }

    /** The operator's own account. */
    Owner self() {
        return new Owner(EMAIL, PASSWORD);
    }

    /** Opens an account that has nothing yet. */
    Owner newOwner() {
        Owner owner = new Owner("owner-" + UUID.randomUUID() + "@example.org", PASSWORD);
        call(
                token,
                "POST",
                "/v1/accounts",
                Map.of("name", "Harbour Press", "email", owner.email(), "password", PASSWORD));
        return owner;
    }

    /** Opens an account with a site on the enterprise plan. */
    Owner newOwnerOf(String siteName) {
        Owner owner = newOwner();
        newSite(owner, siteName, "enterprise");
        return owner;
    }

    /** Answers the id of the owner's new site. */
    long newSite(Owner owner, String name, String plan) {
        String domain = UUID.randomUUID().toString().substring(0, 8) + ".example.com";
        long site = call(logIn(owner), "POST", "/v1/sites", Map.of("name", name, "domains", List.of(domain)))
                .path("id")
                .asLong();
        call(token, "PUT", "/v1/sites/" + site + "/subscription", Map.of("plan", plan, "status", "active"));
        return site;
    }

    private String logIn(Owner owner) {
        return call("", "POST", "/v1/auth/login", Map.of("email", owner.email(), "password", owner.password()))
                .path("token")
                .asText();
    }

    /** Answers the data of a success. */
    private JsonNode call(String bearer, String method, String path, Map<String, ?> fields) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(dashboard.resolve(path))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + bearer)
                            .method(
                                    method,
                                    BodyPublishers.ofString(Json.mapper().writeValueAsString(fields)))
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + response.body());
            }
            return Json.mapper().readTree(response.body()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
