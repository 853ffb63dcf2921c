package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.key.KeyUse;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the uses of keys from the topic {@code key.uses} to the table, one statement for all records that were read together.
 * Records that the database does not take are read again. An unreadable record is skipped. For one thread.
 */
public final class KeyUseWriter implements GroupFollower.Reader {

    private static final Logger log = LoggerFactory.getLogger(KeyUseWriter.class);
    private static final String GROUP = "key-admin-key-uses";

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Jdbi jdbi;

    private KeyUseWriter(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Starts reading. Kafka and the database need not answer yet. */
    public static GroupFollower start(Jdbi jdbi, KafkaSettings kafka) {
        return GroupFollower.startGathering(GROUP, GROUP, Topics.KEY_USES, kafka, EVERY, new KeyUseWriter(jdbi));
    }

    @Override
    public void read(List<ConsumerRecord<byte[], byte[]>> records) {
        // In the order of ids, so that two instances never wait for each other's rows.
        Map<Long, Instant> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            use(record).ifPresent(use -> latest.merge(use.keyId(), use.at(), KeyUseWriter::later));
        }
        if (!latest.isEmpty()) {
            jdbi.useTransaction(handle -> handle.attach(KeyTable.class)
                    .used(new ArrayList<>(latest.keySet()), new ArrayList<>(latest.values())));
        }
    }

    private static Optional<KeyUse> use(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(TopicConsumers.read(Topics.KEY_USES, record.value()));
        } catch (SerializationException e) {
            log.warn("topic={} offset={} unreadable, passed over", record.topic(), record.offset());
            return Optional.empty();
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
