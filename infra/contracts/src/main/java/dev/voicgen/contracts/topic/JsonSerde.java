package dev.voicgen.contracts.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** JSON of one type on a topic. A tombstone stays null; anything unreadable is a {@link SerializationException}. */
public final class JsonSerde {

    private JsonSerde() {}

    /** A thread-safe serde of {@code type}. */
    public static <T> Serde<T> of(Class<T> type) {
        ObjectWriter writer = Json.mapper().writerFor(type);
        ObjectReader reader = Json.mapper().readerFor(type);
        Serializer<T> serializer = (topic, value) -> {
            try {
                return value == null ? null : writer.writeValueAsBytes(value);
            } catch (JsonProcessingException e) {
                // The original message quotes the value, which may be an article.
                throw new SerializationException("cannot write a " + type.getSimpleName() + " to " + topic);
            }
        };
        Deserializer<T> deserializer = (topic, bytes) -> {
            try {
                return bytes == null ? null : reader.readValue(bytes);
            } catch (IOException e) {
                throw unreadable(type, topic, e);
            }
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }

    /** Says nothing of the original error, whose message quotes the value. */
    static SerializationException unreadable(Class<?> type, String topic, IOException error) {
        String name = type.getSimpleName();
        return error instanceof ValueInstantiationException && error.getCause() instanceof NullPointerException
                ? new IncompleteRecord("a " + name + " without a field that it needs on " + topic)
                : new SerializationException("not a " + name + " on " + topic);
    }
}
