package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.json.Json;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The articles of one file, read as they are asked for. For one thread. */
final class ArticleLines implements Closeable {

    private final BufferedReader lines;
    private final String language;

    /** @param language of articles that name none; may be null */
    ArticleLines(BufferedReader lines, String language) {
        this.lines = lines;
        this.language = language;
    }

    /** The next article as a line of NDJSON with its end, or empty behind the last. */
    Optional<byte[]> next() throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        return Optional.ofNullable(line).map(found -> (withLanguage(found) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** A line that is no object goes as it is: the API says what is wrong with it, and with it alone. */
    private String withLanguage(String line) {
        if (language == null) {
            return line;
        }
        try {
            return Json.mapper().readTree(line) instanceof ObjectNode article && !article.hasNonNull("language")
                    ? article.put("language", language).toString()
                    : line;
        } catch (JsonProcessingException broken) {
            return line;
        }
    }
}
