package dev.voicgen.worker.job;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A share group of the audio workers and what it needs from the broker.
 *
 * @param topic whose records its members share
 */
record ShareGroup(String name, String topic) {

    /** Single submissions. */
    static final ShareGroup SINGLES = new ShareGroup("audio-workers", Topics.AUDIO_JOBS.name());

    /** Items of batches. */
    static final ShareGroup BULK = new ShareGroup("audio-workers-bulk", Topics.AUDIO_JOBS_BULK.name());

    /**
     * How often the broker gives a record out before it drops it without a word; the most it allows by default. Shutdowns
     * and broker restarts use deliveries up too, so this is well above the number of attempts.
     */
    static final int DELIVERY_LIMIT = 10;

    private static final int DEADLINE_SECONDS = 30;

    /**
     * Sets the group up, again and again the same; to be called before the first member joins, because the broker's
     * defaults would skip what is already on the topic and hand out what was never committed.
     *
     * @param lock how long a record stays with a worker that does not renew it
     * @throws IllegalStateException where Kafka does not answer within 30 s or refuses
     */
    void configure(KafkaSettings kafka, Duration lock) {
        var settings = Map.of(
                "share.auto.offset.reset",
                "earliest",
                "share.isolation.level",
                "read_committed",
                "share.record.lock.duration.ms",
                String.valueOf(lock.toMillis()),
                "share.delivery.count.limit",
                String.valueOf(DELIVERY_LIMIT));
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()), OpType.SET))
                .toList();
        try (Admin admin = Admin.create(kafka.client())) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, name), changes))
                    .all()
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot configure group " + name + " at " + kafka.bootstrap(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while configuring group " + name, e);
        }
    }

    /** A member that has at most one record in hand and none in advance: its lock begins when it can be worked on. */
    ShareConsumer<byte[], byte[]> join(String clientId, KafkaSettings kafka) {
        Map<String, Object> config = kafka.client();
        config.putAll(Map.of(
                "client.id", clientId,
                "group.id", name,
                "share.acknowledgement.mode", "explicit",
                "share.acquire.mode", "record_limit",
                "max.poll.records", "1",
                "allow.auto.create.topics", "false"));
        ShareConsumer<byte[], byte[]> member =
                new KafkaShareConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(topic));
        return member;
    }

    /** Whether the broker would drop the record if this delivery of it were given back. */
    static boolean isLastDelivery(ConsumerRecord<?, ?> record) {
        return record.deliveryCount().map(count -> count >= DELIVERY_LIMIT).orElse(false);
    }
}
