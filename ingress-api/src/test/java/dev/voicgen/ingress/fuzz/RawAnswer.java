package dev.voicgen.ingress.fuzz;

import dev.voicgen.testkit.http.ReceivedAnswer;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came back over the wire. */
public record RawAnswer(int status, Map<String, List<String>> headers, byte[] body) {

    static final String ID = "x-request-id";

    public ReceivedAnswer received() {
        return new ReceivedAnswer(status, HttpHeaders.of(headers, (name, value) -> true), body);
    }

    Optional<String> id() {
        return headers.getOrDefault(ID, List.of()).stream().findFirst();
    }

    boolean endsTheConnection() {
        return headers.getOrDefault("connection", List.of()).stream().anyMatch("close"::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return status + " " + new String(body, StandardCharsets.UTF_8);
    }
}
