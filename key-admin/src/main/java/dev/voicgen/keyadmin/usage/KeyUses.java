package dev.voicgen.keyadmin.usage;

import dev.voicgen.contracts.key.KeyUse;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.keyadmin.site.Keys;
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
 * Carries the uses of keys from their topic into the table, one statement a batch. What the database does not take now is read
 * again; an unreadable record is passed over. For one thread.
 */
public final class KeyUses implements GroupFollower.Reader {

    private static final Logger log = LoggerFactory.getLogger(KeyUses.class);
    private static final String GROUP = "key-admin-key-uses";

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Jdbi jdbi;

    private KeyUses(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Starts reading; neither Kafka nor the database need answer yet. */
    public static GroupFollower start(Jdbi jdbi, KafkaSettings kafka) {
        return GroupFollower.startGathering(GROUP, GROUP, Topics.KEY_USES, kafka, EVERY, new KeyUses(jdbi));
    }

    @Override
    public void read(List<ConsumerRecord<byte[], byte[]>> records) {
        // In the order of ids, so that two services never wait for each other's rows.
        Map<Long, Instant> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            use(record).ifPresent(use -> latest.merge(use.keyId(), use.at(), KeyUses::later));
        }
        if (!latest.isEmpty()) {
            jdbi.useTransaction(handle ->
                    handle.attach(Keys.class).used(new ArrayList<>(latest.keySet()), new ArrayList<>(latest.values())));
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
