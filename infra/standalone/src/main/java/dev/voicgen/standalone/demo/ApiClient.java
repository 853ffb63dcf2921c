package dev.voicgen.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.value.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The public API as a publisher's server would call it. */
final class ApiClient {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();
    private final URI api;
    private final ApiKey key;

    ApiClient(URI api, ApiKey key) {
        this.api = api;
        this.key = key;
    }

    /** Submits an article; answers the {@code data} of a 202 or 200. */
    JsonNode generate(SampleArticle article, URI callback) throws IOException, InterruptedException {
        byte[] body = Json.mapper()
                .writeValueAsBytes(Map.of(
                        "post_id", article.postId(),
                        "post_title", article.title(),
                        "content", article.html(),
                        "callback_url", callback.toString()));
        return data(request("/v1/audio/generate")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    JsonNode status(String postId) throws IOException, InterruptedException {
        String path = "/v1/audio/" + URLEncoder.encode(postId, StandardCharsets.UTF_8) + "/status";
        return data(request(path).GET());
    }

    void download(URI audio, Path file) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(audio).timeout(DEADLINE).GET().build();
        int status = http.send(request, BodyHandlers.ofFile(file)).statusCode();
        if (status != 200) {
            throw new IOException("the audio " + audio + " answered " + status);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(DEADLINE).header("X-API-Key", key.reveal());
    }

    private JsonNode data(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        JsonNode body = Json.mapper().readTree(response.body());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "the API answered " + response.statusCode() + ": " + body.path("message").asText());
        }
        return body.path("data");
    }
}
