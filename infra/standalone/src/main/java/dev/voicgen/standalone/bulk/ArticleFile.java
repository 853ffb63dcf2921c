package dev.voicgen.standalone.bulk;

import dev.voicgen.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;

/**
 * A file with one article, or with one on each line.
 *
 * @param postId of its article; not used where each line has its own
 */
record ArticleFile(Path path, String postId) {

    private static final List<String> LINES = List.of(".ndjson", ".jsonl");

    /** Whether files of this name are taken. */
    static boolean isTaken(Path path) {
        String name = path.getFileName().toString();
        return hasLines(name) || ArticleFormat.of(name).isPresent();
    }

    boolean hasLines() {
        return hasLines(path.getFileName().toString());
    }

    /**
     * Its articles as lines of NDJSON.
     *
     * @param language of articles that name none; may be null
     */
    ArticleLines open(String language) throws IOException {
        if (hasLines()) {
            return new ArticleLines(Files.newBufferedReader(path, StandardCharsets.UTF_8), language);
        }
        ArticleFormat format = ArticleFormat.of(path.getFileName().toString()).orElseThrow();
        String line = Json.mapper().writeValueAsString(format.read(postId, text(format)));
        return new ArticleLines(new BufferedReader(new StringReader(line)), language);
    }

    private String text(ArticleFormat format) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Charset charset =
                format == ArticleFormat.HTML ? Jsoup.parse(path.toFile(), null).charset() : StandardCharsets.UTF_8;
        return new String(bytes, charset);
    }

    private static boolean hasLines(String fileName) {
        return LINES.stream().anyMatch(fileName.toLowerCase(Locale.ROOT)::endsWith);
    }
}
