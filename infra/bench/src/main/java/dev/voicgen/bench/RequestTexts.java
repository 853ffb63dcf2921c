package dev.voicgen.bench;

import dev.voicgen.bench.load.LoadPlan;
import java.nio.charset.StandardCharsets;

/** Requests as they go onto the wire. */
final class RequestTexts {

    private static final String PARAGRAPH =
            "<p>The ferry leaves at noon, when the tide has turned and the harbour master has had his second coffee. "
                    + "Bring a warm coat: the wind on deck is cold, even in June, and the crossing takes an hour.</p>";
    /** About what an article's body has. */
    private static final int ARTICLE_BYTES = 5_000;

    private RequestTexts() {}

    /** A new post of five kilobytes each time it is sent. */
    static String newPost(String path, String key) {
        String content = PARAGRAPH.repeat(ARTICLE_BYTES / PARAGRAPH.length());
        return post(path, key, submission(content));
    }

    /** A submission that is refused for its content, five kilobytes of markup around nothing. */
    static String emptyPost(String path, String key) {
        return post(path, key, submission("<p></p>".repeat(ARTICLE_BYTES / "<p></p>".length())));
    }

    /** A submission that is refused for having too little to say. */
    static String tooShortPost(String path, String key) {
        return post(path, key, submission("<p>Hello.</p>"));
    }

    /** A short submission. */
    static String shortPost(String path, String key) {
        return post(path, key, submission(PARAGRAPH));
    }

    private static String submission(String content) {
        return "{\"post_id\":\"post-" + LoadPlan.NUMBER + "\",\"post_title\":\"The ferry\",\"content\":\"" + content
                + "\"}";
    }

    private static String post(String path, String key, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** @param more header lines, each with its line end */
    static String get(String pathAndQuery, String more) {
        return "GET " + pathAndQuery + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n";
    }
}
