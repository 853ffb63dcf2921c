package dev.voicgen.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A program that is logged in and takes every answer as it comes. Thread-safe. */
public final class SessionCaller {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** @param body a missing node where the answer had none */
    public record Reply(int status, JsonNode body) {

        public JsonNode data() {
            return body.path("data");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    private SessionCaller(URI base, String email, String password) {
        this.base = base;
        this.token = send("POST", "/v1/auth/login", Map.of("email", email, "password", password), "none")
                .data()
                .path("token")
                .asText();
    }

    public static SessionCaller logIn(URI base, String email, String password) {
        return new SessionCaller(base, email, password);
    }

    public Reply send(String method, String path, Map<String, ?> body) {
        return send(method, path, body, token);
    }

    private Reply send(String method, String path, Map<String, ?> body, String bearer) {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(DEADLINE)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + bearer)
                    .method(method, BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)))
                    .build();
            var response = http.send(request, BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), Json.mapper().readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
