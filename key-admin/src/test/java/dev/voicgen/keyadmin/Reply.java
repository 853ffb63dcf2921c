package dev.voicgen.keyadmin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import java.net.http.HttpResponse;

/** What the service answered. */
public record Reply(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return response.body();
    }

    /** The whole JSON body. */
    public JsonNode body() {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }

    public JsonNode data() {
        return body().path("data");
    }

    public String code() {
        return body().path("code").asText();
    }

    /** Empty where the header is missing. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
