package dev.voicgen.keyadmin;

import dev.voicgen.testkit.http.OpenApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program that calls the service with the same headers each time. Every answer of the API is held against openapi.yaml.
 */
public record AdminCaller(URI base, Map<String, String> headers) {

    public static final OpenApiContract CONTRACT = OpenApiContract.ofThisProject();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public AdminCaller with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new AdminCaller(base, more);
    }

    public AdminReply get(String path) {
        return send("GET", path, null, "application/json");
    }

    public AdminReply post(String path, String json) {
        return send("POST", path, json, "application/json");
    }

    public AdminReply put(String path, String json) {
        return send("PUT", path, json, "application/json");
    }

    public AdminReply patch(String path, String json) {
        return send("PATCH", path, json, "application/json");
    }

    public AdminReply delete(String path) {
        return send("DELETE", path, null, "application/json");
    }

    public AdminReply postForm(String path, String form) {
        return send("POST", path, form, "application/x-www-form-urlencoded");
    }

    /** @param body null for none */
    public AdminReply send(String method, String path, String body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            if (!isPage(path)) {
                CONTRACT.check(answer);
            }
            return new AdminReply(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPage(String path) {
        return "/".equals(path) || path.startsWith("/dashboard");
    }
}
