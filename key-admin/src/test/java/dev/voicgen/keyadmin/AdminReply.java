package dev.voicgen.keyadmin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the service answered. */
public record AdminReply(HttpResponse<byte[]> response) {

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The whole JSON body. */
    public JsonNode body() {
        try {
            return Json.mapper().readTree(text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text(), e);
        }
    }

    public JsonNode data() {
        return body().path("data");
    }

    public String code() {
        return body().path("code").asText();
    }

    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /** Empty where the header is missing. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
