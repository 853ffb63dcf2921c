package dev.voicgen.standalone.secrecy;

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
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends requests exactly as it is told and keeps every answer whole. Thread-safe. */
public final class Recorder {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** An answer with all its headers. */
    public record Answer(String request, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode data() {
            try {
                return Json.mapper().readTree(response.body()).path("data");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text() {
            return response.headers().map() + "\n" + response.body();
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    /**
     * @param headers of the request, of which a Content-Type is JSON where none is given
     * @param body empty for none
     */
    public Answer send(URI base, String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", "application/json");
        headers.forEach((name, value) -> {
            all.remove(name);
            all.put(name, value);
        });
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(DEADLINE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        all.forEach(request::header);
        try {
            Answer answer = new Answer(method + " " + path, http.send(request.build(), BodyHandlers.ofString()));
            answers.add(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What a browser sends with a form from a page of the dashboard. */
    public static Map<String, String> browserHeaders(String session, String csrfToken) {
        return Map.of(
                "Cookie",
                "voicgen_session=" + session,
                "X-CSRF-Token",
                csrfToken,
                "Sec-Fetch-Site",
                "same-origin",
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    /** Takes an answer that shows a key, as one answer may, out of those that are searched. */
    public Answer mayShow(Answer answer) {
        answers.remove(answer);
        return answer;
    }

    /** Searches all answers, headers and bodies. */
    public void search(SecretFindings findings) {
        answers.forEach(answer -> findings.look("answer to " + answer.request(), answer.text()));
    }
}
