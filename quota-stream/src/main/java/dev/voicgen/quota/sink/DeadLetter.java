package dev.voicgen.quota.sink;

import dev.voicgen.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A refused record, byte for byte, with the reason and its origin in its headers. */
public final class DeadLetter {

    public static final String REASON = "reason";
    public static final String PARTITION = "source.partition";
    public static final String OFFSET = "source.offset";

    /** The largest record that still fits with the headers of a dead letter. The job of such a command fits as well. */
    public static final int MAX_BYTES = Topics.MAX_RECORD_BYTES - 16 * 1024;

    private DeadLetter() {}

    /** The letter of a record that is larger than {@link #MAX_BYTES} has no value; the record stays on its topic. */
    public static Record<byte[], byte[]> of(Record<byte[], byte[]> refused, RecordMetadata source, String reason) {
        Headers headers = new RecordHeaders()
                .add(REASON, bytes(reason))
                .add(PARTITION, bytes(String.valueOf(source.partition())))
                .add(OFFSET, bytes(String.valueOf(source.offset())));
        byte[] value = refused.value();
        boolean tooLarge = value != null && value.length > MAX_BYTES;
        return new Record<>(refused.key(), tooLarge ? null : value, refused.timestamp(), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
