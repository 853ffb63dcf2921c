package dev.voicgen.standalone.bulk;

import dev.voicgen.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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

    /** Its articles as lines of NDJSON. */
    ArticleLines open(ArticleLines.Wish wish) throws IOException {
        if (hasLines()) {
            return new ArticleLines(this, TextFile.lines(path), wish);
        }
        ArticleFormat format = ArticleFormat.of(path.getFileName().toString()).orElseThrow();
        String text = format == ArticleFormat.HTML ? TextFile.readHtml(path) : TextFile.read(path);
        String line = Json.mapper().writeValueAsString(format.read(postId, text));
        return new ArticleLines(this, new BufferedReader(new StringReader(line)), wish);
    }

    private static boolean hasLines(String fileName) {
        return LINES.stream().anyMatch(fileName.toLowerCase(Locale.ROOT)::endsWith);
    }
}
