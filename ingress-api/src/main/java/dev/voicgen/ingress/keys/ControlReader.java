package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.kafka.TopicFollower;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in {@code key.control} record by record: snapshots into the map, own heartbeats into the lease. For one thread. */
final class ControlReader implements TopicFollower.Reader {

    private static final Logger log = LoggerFactory.getLogger(ControlReader.class);

    private final KeyMap map;
    private final OwnLease lease;
    private final Runnable onApplied;
    private final Counter unreadable;
    private final String ownKey;
    private volatile long appliedOffset = -1;

    /** @param onApplied called after snapshots were applied, when they may be acknowledged */
    ControlReader(KeyMap map, OwnLease lease, Runnable onApplied, Counter unreadable) {
        this.map = map;
        this.lease = lease;
        this.onApplied = onApplied;
        this.unreadable = unreadable;
        this.ownKey = lease.recordKey();
    }

    @Override
    public void read(List<ConsumerRecord<byte[], byte[]>> records) {
        boolean applied = false;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            applied |= apply(record);
            // Only now: a reader of this number takes the record for applied.
            appliedOffset = record.offset();
        }
        if (applied) {
            onApplied.run();
        }
    }

    /** The last offset whose record has been applied, -1 for none. Any thread. */
    long appliedOffset() {
        return appliedOffset;
    }

    private boolean apply(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (key.startsWith(ControlRecord.SITE_PREFIX)) {
            applySite(key, record);
            return true;
        }
        if (key.equals(ownKey)) {
            readBack(record);
        } else if (!key.startsWith(ControlRecord.INSTANCE_PREFIX)) {
            skip(record);
        }
        return false;
    }

    private void applySite(String key, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (TopicConsumers.read(Topics.KEY_CONTROL, record.value()) instanceof ControlRecord.SiteUpdated updated) {
                map.apply(updated.site());
                return;
            }
        } catch (SerializationException e) {
            log.debug("offset={} is unreadable", record.offset(), e);
        }
        skip(record);
        siteOf(key);
    }

    /** A right may have been taken away there that this instance does not understand: better to ask the database. */
    private void siteOf(String key) {
        try {
            map.applyUnreadable(Long.parseLong(key.substring(ControlRecord.SITE_PREFIX.length())));
        } catch (NumberFormatException noSiteAtAll) {
            log.debug("a record's key names no site");
        }
    }

    private void readBack(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            // This instance has just said that it leaves.
            return;
        }
        try {
            if (TopicConsumers.read(Topics.KEY_CONTROL, record.value()) instanceof ControlRecord.Heartbeat own) {
                lease.readBack(own.sequence());
                return;
            }
        } catch (SerializationException e) {
            log.debug("offset={} is unreadable", record.offset(), e);
        }
        skip(record);
    }

    private void skip(ConsumerRecord<byte[], byte[]> record) {
        unreadable.increment();
        log.warn(
                "topic={} offset={} is unreadable and was skipped; is this service older than the writer?",
                record.topic(),
                record.offset());
    }
}
