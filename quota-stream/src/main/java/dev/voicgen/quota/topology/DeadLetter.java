package dev.voicgen.quota.topology;

import dev.voicgen.quota.admission.LogPosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** A refused record, byte for byte, with the reason and where it came from in its headers. */
final class DeadLetter {

    static final String REASON = "reason";
    static final String PARTITION = "source.partition";
    static final String OFFSET = "source.offset";

    private DeadLetter() {}

    /** One too large to be written again stays on the log alone; the letter then has no value. */
    static Record<byte[], byte[]> of(Record<byte[], byte[]> refused, LogPosition at, String reason) {
        Headers headers = new RecordHeaders()
                .add(REASON, bytes(reason))
                .add(PARTITION, bytes(String.valueOf(at.partition())))
                .add(OFFSET, bytes(String.valueOf(at.offset())));
        byte[] value = refused.value();
        boolean tooLarge = value != null && CommandReader.isTooLarge(value);
        return new Record<>(refused.key(), tooLarge ? null : value, refused.timestamp(), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
