package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Articles as NDJSON, no two with a sentence in common: what has been spoken once is not spoken again. */
final class BulkLines {

    /** With it not even a small upload goes over the wire in one piece, and 10,000 lines come close to 64 MiB. */
    private static final String PADDING = "x".repeat(6 * 1024);

    private BulkLines() {}

    /** {@code count} articles of one sentence each. */
    static String of(String name, int count) {
        return of(name, count, index -> 1);
    }

    /**
     * @param name of the whole: the posts are {@code name-0}, {@code name-1} …
     * @param sentences how many the article at an index has
     */
    static String of(String name, int count, IntUnaryOperator sentences) {
        return IntStream.range(0, count)
                .mapToObj(index -> line(post(name, index), sentences.applyAsInt(index)))
                .collect(Collectors.joining());
    }

    static String post(String name, int index) {
        return name + "-" + index;
    }

    static String content(String post, int sentences) {
        return IntStream.range(0, sentences)
                .mapToObj(sentence ->
                        "Sentence %d of the article %s is about the ferry that leaves.".formatted(sentence, post))
                .collect(Collectors.joining(" "));
    }

    private static String line(String post, int sentences) {
        try {
            return Json.mapper()
                            .writeValueAsString(Map.of(
                                    "post_id", post, "content", content(post, sentences), "unknown_field", PADDING))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
