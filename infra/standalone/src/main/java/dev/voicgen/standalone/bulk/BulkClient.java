package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.standalone.ErrorText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Calls the routes of bulk. Repeats a request if the API asks for it (429, 503) or is away for a while; both are safe
 * to repeat.
 */
final class BulkClient {

    private static final Duration CONNECT_WAIT = Duration.ofSeconds(10);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(40);
    private static final Duration READ_LIMIT = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** A shorter wait is not reported. */
    private static final Duration WAIT_WORTH_SAYING = Duration.ofSeconds(5);

    private static final Set<Integer> COME_AGAIN = Set.of(429, 502, 503, 504);
    private static final Set<Integer> NOT_LET_IN = Set.of(401, 403);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WAIT)
            .build();
    private final URI api;
    private final String key;
    private final Consumer<String> notices;

    /** @param notices gets a sentence when something takes long */
    BulkClient(URI api, String key, Consumer<String> notices) {
        this.api = api;
        this.key = key;
        this.notices = notices;
    }

    /**
     * Checks, before anything is sent, that the API answers and accepts the key. Other errors are left to the upload.
     *
     * @throws IOException if the API does not answer or refuses the key
     */
    void greet() throws IOException, InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(get("/v1/usage"), BodyHandlers.ofByteArray());
            if (NOT_LET_IN.contains(answer.statusCode())) {
                throw new IOException("the API at " + api + " refuses the key: " + refusal(answer));
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new IOException(
                    "cannot reach " + api + " (" + ErrorText.of(e) + "): is the platform running there? See --url");
        }
    }

    /**
     * Sends the batch; answers its id.
     *
     * @param callbackUrl may be null
     * @throws IOException with the API's words where it refuses, or where it cannot be reached for a minute
     */
    String upload(Batch batch, String callbackUrl) throws IOException, InterruptedException {
        String query =
                callbackUrl == null ? "" : "?callback_url=" + URLEncoder.encode(callbackUrl, StandardCharsets.UTF_8);
        HttpRequest request = request("/v1/audio/bulk" + query)
                .timeout(UPLOAD_LIMIT)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", batch.idempotencyKey())
                .POST(BodyPublishers.ofByteArrays(batch.lines()))
                .build();
        return data(request).path("batch_id").asText();
    }

    /** How far the batch is. */
    BatchProgress progress(String batchId) throws IOException, InterruptedException {
        return BatchProgress.of(data(get("/v1/audio/bulk/" + batchId + "?limit=1")));
    }

    /** All its items that are known by now. */
    List<JsonNode> items(String batchId) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        JsonNode cursor = null;
        do {
            String from = cursor == null ? "" : "&cursor=" + cursor.asText();
            JsonNode page = data(get("/v1/audio/bulk/" + batchId + "?limit=200" + from));
            page.path("items").forEach(items::add);
            cursor = page.path("next_cursor");
        } while (cursor.isTextual());
        return items;
    }

    private HttpRequest get(String path) {
        return request(path).timeout(READ_LIMIT).GET().build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("X-API-Key", key);
    }

    private JsonNode data(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the API answered " + refusal(answer));
        }
        return body(answer).path("data");
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                if (!COME_AGAIN.contains(answer.statusCode()) || attempt == ATTEMPTS) {
                    return answer;
                }
                await(retryAfter(answer), refusal(answer));
            } catch (IOException lost) {
                if (attempt == ATTEMPTS) {
                    throw new IOException("cannot reach " + api + " any more: " + ErrorText.of(lost));
                }
                if (attempt == 1) {
                    notices.accept("Cannot reach " + api + " (" + ErrorText.of(lost) + "): trying again for a minute.");
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private void await(Duration wait, String refusal) throws InterruptedException {
        if (wait.compareTo(WAIT_WORTH_SAYING) >= 0) {
            notices.accept("The API answered " + refusal + " Going on in " + wait.toSeconds() + " s.");
        }
        Thread.sleep(wait.toMillis());
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(PAUSE);
    }

    private static String refusal(HttpResponse<byte[]> answer) {
        return answer.statusCode() + ": " + body(answer).path("message").asText("no reason given.");
    }

    private static JsonNode body(HttpResponse<byte[]> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException noJson) {
            return Json.mapper().createObjectNode();
        }
    }
}
