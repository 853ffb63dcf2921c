package dev.voicgen.testkit.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer as it came. */
public record ReceivedAnswer(int status, HttpHeaders headers, byte[] body) {

    public static ReceivedAnswer of(HttpResponse<byte[]> response) {
        return new ReceivedAnswer(response.statusCode(), response.headers(), response.body());
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }
}
