package dev.voicgen.quota.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A refused record, byte for byte, with the reason and where it came from in its headers. */
public final class DeadLetter {

    public static final String REASON = "reason";
    static final String PARTITION = "source.partition";
    static final String OFFSET = "source.offset";

    private DeadLetter() {}

    /** One too large to be written again stays on the log alone; the letter then has no value. */
    public static Record<byte[], byte[]> of(Record<byte[], byte[]> refused, RecordMetadata source, String reason) {
        Headers headers = new RecordHeaders()
                .add(REASON, bytes(reason))
                .add(PARTITION, bytes(String.valueOf(source.partition())))
                .add(OFFSET, bytes(String.valueOf(source.offset())));
        byte[] value = refused.value();
        boolean tooLarge = value != null && CommandReader.isTooLarge(value);
        return new Record<>(refused.key(), tooLarge ? null : value, refused.timestamp(), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
