package dev.voicgen.ingress.fuzz;

import dev.voicgen.testkit.http.ReceivedAnswer;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What came back over the wire. */
public record RawAnswer(int status, Map<String, List<String>> headers, byte[] body) {

    public ReceivedAnswer received() {
        return new ReceivedAnswer(status, HttpHeaders.of(headers, (name, value) -> true), body);
    }

    boolean endsTheConnection() {
        return headers.getOrDefault("connection", List.of()).stream().anyMatch("close"::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return status + " " + new String(body, StandardCharsets.UTF_8);
    }
}
