package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.key.LeaseTerms;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicConsumers;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code key.control} as far as it has been read: each site's newest snapshot, and the instances. Not thread-safe. */
final class ReadLog {

    /**
     * A site's snapshot as it was read from the log.
     *
     * @param readAtNanos by the monotonic clock, taken after reading and so after appending
     */
    record SnapshotRead(long version, long offset, long readAtNanos) {

        /** Whether every lease that was open when the snapshot was appended has run out. */
        boolean outlastsLeases(long nowNanos) {
            return nowNanos - readAtNanos >= LeaseTerms.WAIT_OUT.toNanos();
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ReadLog.class);

    private final Counter unreadable;
    private final Map<Long, SnapshotRead> newest = new HashMap<>();
    private Instances instances = Instances.NONE;
    private long lastOffset = -1;

    ReadLog(Counter unreadable) {
        this.unreadable = unreadable;
    }

    /** The first record, in reading order, that carries the newest version read of the site's rights. */
    Optional<SnapshotRead> snapshot(long siteId) {
        return Optional.ofNullable(newest.get(siteId));
    }

    Instances instances() {
        return instances;
    }

    /** Drops the instances that cannot matter to any snapshot any more. */
    void forgetIdle(long nowNanos) {
        instances = instances.withoutIdle(nowNanos);
    }

    /** Whether {@code record} shows that the log has lost records, so that the offsets read before mean nothing now. */
    boolean isBehind(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() <= lastOffset;
    }

    /** Starts again. Every instance is taken to know nothing and to hold a lease. */
    void truncated(long nowNanos) {
        log.warn("topic={} has been truncated; revocations are confirmed by waiting", Topics.KEY_CONTROL.name());
        newest.clear();
        instances = instances.afterTruncation(nowNanos);
    }

    /**
     * Takes in the next record. A record that cannot be read is counted and confirms nothing.
     *
     * @param readAtNanos taken after reading
     */
    void read(ConsumerRecord<byte[], byte[]> record, long readAtNanos) {
        lastOffset = record.offset();
        try {
            ControlRecord read = TopicConsumers.read(Topics.KEY_CONTROL, record.value());
            if (read instanceof ControlRecord.Heartbeat beat) {
                instances = instances.heard(beat, record.offset(), readAtNanos);
            } else if (read instanceof ControlRecord.SiteUpdated updated) {
                note(updated.site(), new SnapshotRead(updated.site().version(), record.offset(), readAtNanos));
            } else {
                tombstone(record);
            }
        } catch (SerializationException e) {
            unreadable.increment();
            log.warn("topic={} offset={} is unreadable and was skipped", record.topic(), record.offset());
        }
    }

    private void note(SiteSnapshot site, SnapshotRead read) {
        newest.merge(site.siteId(), read, (known, now) -> now.version() > known.version() ? now : known);
    }

    private void tombstone(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (key.startsWith(ControlRecord.INSTANCE_PREFIX)) {
            instances = instances.left(key.substring(ControlRecord.INSTANCE_PREFIX.length()));
        }
    }
}
