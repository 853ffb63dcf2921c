package dev.voicgen.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client with a key that takes every answer as it comes. */
public final class ApiCaller {

    /** @param body null where the answer was no JSON */
    public record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {

        public JsonNode data() {
            return body.path("data");
        }
    }

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI api;
    private final String key;

    public ApiCaller(URI api, String key) {
        this.api = api;
        this.key = key;
    }

    public Reply generate(Map<String, ?> fields) {
        return post("/v1/audio/generate", fields);
    }

    public Reply post(String path, Map<String, ?> fields) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(fields))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends a batch; answers when it has come whole and is counted, or fails with an {@link UncheckedIOException}.
     *
     * @param lines its NDJSON
     */
    public CompletableFuture<Reply> upload(String lines, String idempotencyKey, URI callbackUrl) {
        String query = "?callback_url=" + URLEncoder.encode(callbackUrl.toString(), StandardCharsets.UTF_8);
        HttpRequest.Builder request = request("/v1/audio/bulk" + query)
                .timeout(UPLOAD_DEADLINE)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(lines));
        return CompletableFuture.supplyAsync(() -> send(request));
    }

    public Reply status(String postId) {
        return get("/v1/audio/" + postId + "/status");
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(DEADLINE).header("X-API-Key", key);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent();
            return new Reply(response.statusCode(), json ? Json.mapper().readTree(response.body()) : null, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
