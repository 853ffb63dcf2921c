package dev.voicgen.testkit.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request as it came over the wire.
 *
 * @param at when it had been read
 * @param uri path and query
 * @param headers names compare without case
 * @param body raw
 */
public record ReceivedRequest(Instant at, String method, URI uri, Map<String, List<String>> headers, byte[] body) {

    /** The first value of a header, or null. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
