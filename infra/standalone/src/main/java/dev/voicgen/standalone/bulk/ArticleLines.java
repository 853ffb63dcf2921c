package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.json.Json;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The articles of one file, read as they are asked for. For one thread. */
final class ArticleLines implements Closeable {

    /** Some programs write it where files begin, also where files have been put one behind the other. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ArticleFile file;
    private final BufferedReader lines;
    private final Wish wish;
    private int number;

    /**
     * Options that hold for all articles.
     *
     * @param language of articles that name none; may be null
     * @param regenerate whether an article with a changed text gets new audio
     */
    record Wish(String language, boolean regenerate) {

        boolean isNone() {
            return language == null && !regenerate;
        }
    }

    /**
     * The place of an article in the files, for people.
     *
     * @param line from 1; 0 where the whole file is the article
     */
    record Place(Path file, int line) {

        @Override
        public String toString() {
            return line == 0 ? file.toString() : file + ":" + line;
        }
    }

    ArticleLines(ArticleFile file, BufferedReader lines, Wish wish) {
        this.file = file;
        this.lines = lines;
        this.wish = wish;
    }

    /**
     * The next article as a line of NDJSON with its end, or empty behind the last.
     *
     * @throws IOException naming the file where it is no text
     */
    Optional<byte[]> next() throws IOException {
        String line = read();
        while (line != null && line.isBlank()) {
            line = read();
        }
        return Optional.ofNullable(line).map(found -> (withWish(found) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Of the article that was read last. */
    Place place() {
        return new Place(file.path(), file.hasLines() ? number : 0);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private String read() throws IOException {
        try {
            String line = lines.readLine();
            number++;
            return line != null && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        } catch (CharacterCodingException noText) {
            throw TextFile.notText(file.path());
        }
    }

    /** A line that is no object goes as it is: the API says what is wrong with it, and with it alone. */
    private String withWish(String line) {
        if (wish.isNone()) {
            return line;
        }
        try {
            if (!(Json.mapper().readTree(line) instanceof ObjectNode article)) {
                return line;
            }
            if (wish.language() != null && !article.hasNonNull("language")) {
                article.put("language", wish.language());
            }
            if (wish.regenerate()) {
                article.put("regenerate", true);
            }
            return article.toString();
        } catch (JsonProcessingException broken) {
            return line;
        }
    }
}
