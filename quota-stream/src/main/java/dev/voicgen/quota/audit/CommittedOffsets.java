package dev.voicgen.quota.audit;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.quota.topology.AdmissionTopology;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** How far admission has committed each partition of the log: everything before that has been told. */
final class CommittedOffsets {

    private static final int DEADLINE_SECONDS = 30;

    private CommittedOffsets() {}

    /** @throws IllegalStateException where Kafka does not answer within 30 s */
    static Map<Integer, Long> of(KafkaSettings kafka) {
        try (Admin admin = Admin.create(kafka.client())) {
            Map<Integer, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets(AdmissionTopology.APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> {
                        if (partition.topic().equals(Topics.SITE_COMMANDS.name()) && offset != null) {
                            committed.put(partition.partition(), offset.offset());
                        }
                    });
            return committed;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot ask Kafka how far admission is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }
}
