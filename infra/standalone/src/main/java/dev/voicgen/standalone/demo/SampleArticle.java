package dev.voicgen.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An article that comes with the project, as HTML from a publisher's site. */
public record SampleArticle(String postId, String title, String html) {

    /** All of them, the shortest first. */
    public static List<SampleArticle> all() {
        return List.of(
                load("harbour-light", "How the harbour light learned to save power"),
                load("city-bees", "Bees on the roof"),
                load("night-train", "The night train is back"));
    }

    private static SampleArticle load(String postId, String title) {
        String name = "/samples/" + postId + ".html";
        try (InputStream file = SampleArticle.class.getResourceAsStream(name)) {
            return new SampleArticle(postId, title, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
