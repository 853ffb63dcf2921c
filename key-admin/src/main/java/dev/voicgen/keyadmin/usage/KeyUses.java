package dev.voicgen.keyadmin.usage;

import dev.voicgen.contracts.key.KeyUse;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.keyadmin.site.Keys;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the uses of keys from their topic into the table, one statement a batch. A batch that the database does not
 * take is read again; an unreadable record is passed over. Owns one thread.
 */
public final class KeyUses implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeyUses.class);
    private static final String GROUP = "key-admin-key-uses";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);
    private static final Duration RETRY_WAIT = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::run, GROUP);
    private volatile boolean stopped;

    private KeyUses(Jdbi jdbi, Consumer<byte[], byte[]> consumer) {
        this.jdbi = jdbi;
        this.consumer = consumer;
    }

    public static KeyUses start(Jdbi jdbi, KafkaSettings kafka) {
        KeyUses uses = new KeyUses(jdbi, TopicConsumers.inGroup(GROUP, kafka, GROUP));
        uses.thread.start();
        return uses;
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        stopped = true;
        consumer.wakeup();
        try {
            thread.join(STOP_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.KEY_USES.name()));
            while (!stopped) {
                store(consumer.poll(POLL));
            }
        } catch (WakeupException | InterruptException closing) {
            log.debug("stopped");
        } catch (RuntimeException e) {
            log.error("key uses are no longer written; restart this service", e);
        }
    }

    private void store(ConsumerRecords<byte[], byte[]> records) {
        Map<Long, Instant> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record).ifPresent(use -> latest.merge(use.keyId(), use.at(), KeyUses::later));
        }
        // In the order of ids, so that two services never wait for each other's rows.
        while (!latest.isEmpty() && !stopped) {
            try {
                jdbi.useTransaction(handle -> handle.attach(Keys.class)
                        .used(new ArrayList<>(latest.keySet()), new ArrayList<>(latest.values())));
                break;
            } catch (RuntimeException e) {
                log.warn("keys={} uses cannot be written now, trying again: {}", latest.size(), e.getMessage());
                pause();
            }
        }
        if (!records.isEmpty() && !stopped) {
            commit();
        }
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (WakeupException | InterruptException closing) {
            throw closing;
        } catch (KafkaException e) {
            log.warn("uses of keys will be read again: {}", e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_WAIT.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Optional<KeyUse> read(ConsumerRecord<byte[], byte[]> record) {
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
