package dev.voicgen.contracts.topic;

import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.ArticleText;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values that may hold an article: JSON on one line and, behind the line's end, the article's text in plain UTF-8. The text
 * is nearly all of such a record, and writing it as JSON and reading it again, once at every station, was the largest part
 * of admission's work.
 */
final class ArticleSerde {

    private static final byte LINE_END = '\n';

    private ArticleSerde() {}

    /**
     * A thread-safe serde of {@code type}.
     *
     * @param text the text of a value's article; null where it holds none
     */
    static <T> Serde<T> of(Class<T> type, Function<T, ArticleText> text) {
        Serializer<T> json = JsonSerde.of(type).serializer();
        ObjectReader reader = Json.mapper().readerFor(type);
        Serializer<T> serializer = (topic, value) -> {
            ArticleText behind = value == null ? null : text.apply(value);
            byte[] line = json.serialize(topic, value);
            return behind == null ? line : join(line, behind);
        };
        Deserializer<T> deserializer = (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            int end = lineEnd(bytes);
            try {
                return reader.with(behind(bytes, end)).readValue(bytes, 0, end);
            } catch (IOException e) {
                throw JsonSerde.unreadable(type, topic, e);
            }
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static byte[] join(byte[] line, ArticleText text) {
        byte[] joined = Arrays.copyOf(line, line.length + 1 + text.size());
        joined[line.length] = LINE_END;
        text.copyUtf8(joined, line.length + 1);
        return joined;
    }

    /** JSON has no raw line end within a string, and ours has none elsewhere. */
    private static int lineEnd(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != LINE_END) {
            end++;
        }
        return end;
    }

    private static InjectableValues behind(byte[] bytes, int lineEnd) {
        ArticleText text = lineEnd == bytes.length ? null : ArticleText.ofUtf8(bytes, lineEnd + 1);
        return new InjectableValues.Std().addValue(ArticleText.class, text);
    }
}
