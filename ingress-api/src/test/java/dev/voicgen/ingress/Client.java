package dev.voicgen.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import dev.voicgen.testkit.http.OpenApiContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls a running ingress as its clients do. */
record Client(URI url) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final OpenApiContract CONTRACT = OpenApiContract.ofThisProject();

    /** An answer and its JSON body; a missing body is null. */
    record Answer(int status, HttpResponse<byte[]> http, JsonNode body) {

        String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }

        String message() {
            return body.path("message").asText();
        }

        String code() {
            return body.path("code").asText();
        }

        JsonNode data() {
            return body.path("data");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder request(String path, SiteWithKey site) {
        return request(path).header("X-API-Key", site.key().reveal());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Answer get(String path, SiteWithKey site) throws IOException, InterruptedException {
        return send(request(path, site));
    }

    Answer generate(SiteWithKey site, String json) throws IOException, InterruptedException {
        return send(request("/v1/audio/generate", site)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = bytes(request);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        JsonNode body = text.startsWith("{") ? Json.mapper().readTree(text) : null;
        return new Answer(answer.statusCode(), answer, body);
    }

    /** Every answer to every test is held against openapi.yaml. */
    HttpResponse<byte[]> bytes(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        CONTRACT.check(answer);
        return answer;
    }

    /** Sends bytes as they are on a connection of their own and reads until the server closes it. */
    String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    String raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }
}
