package dev.voicgen.ingress.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param target of the request line, as it is
 * @param headers whole lines
 */
public record RawRequest(String method, String target, List<String> headers, byte[] body) {

    private static final int SHOWN = 300;

    public RawRequest {
        headers = List.copyOf(headers);
    }

    /** The target without its query and without a slash at its end, which means nothing. */
    public String path() {
        return target.split("\\?", 2)[0].replaceFirst("(?<=.)/+$", "");
    }

    /** @param id comes before all headers, so that it is the one that counts */
    byte[] bytes(String id) {
        List<String> lines = new ArrayList<>(
                List.of(method + " " + target + " HTTP/1.1", "Host: localhost", RawAnswer.ID + ": " + id));
        lines.addAll(headers);
        lines.add("Content-Length: " + body.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        String text = method + " " + target + " " + headers + " " + new String(body, StandardCharsets.UTF_8);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
