package dev.voicgen.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.key.KeyUse;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.testkit.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class GroupFollowerIT {

    private static final int RECORDS = 50;

    private final KafkaSettings kafka =
            new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 2, 1);
    private final String group = "follower-" + UUID.randomUUID();

    @Test
    void while_its_reader_fails_it_stays_a_member_and_reads_the_same_again() throws Exception {
        TopicProvisioner.createMissing(kafka);
        FailingReader reader = new FailingReader();
        try (TopicProducer producer = TopicProducer.open("test", kafka, Duration.ofSeconds(10));
                GroupFollower follower = GroupFollower.start(group, group, Topics.KEY_USES, kafka, reader)) {
            send(producer, "first");
            await().until(() -> reader.offered.contains("first"));
            Set<String> members = members();
            send(producer, "second");
            await().until(() -> reader.failures() >= 3);
            assertThat(members()).isEqualTo(members).hasSize(1);

            reader.fails = false;

            await().until(() -> reader.taken.containsAll(List.of("first", "second")));
            assertThat(reader.taken).containsSubsequence("first", "second");
            assertThat(follower.isFollowing()).isTrue();
        }
    }

    @Test
    void who_gathers_calls_its_reader_seldom_and_leaves_nothing_out() {
        TopicProvisioner.createMissing(kafka);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        try (TopicProducer producer = TopicProducer.open("test", kafka, Duration.ofSeconds(10));
                GroupFollower follower = GroupFollower.startGathering(
                        group, group, Topics.KEY_USES, kafka, Duration.ofSeconds(1), read -> sizes.add(read.size()))) {
            await().until(() -> !sizes.isEmpty());
            int before = sizes.stream().mapToInt(Integer::intValue).sum();
            long start = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) {
                send(producer, "k" + i);
            }
            await().until(() -> sizes.stream().mapToInt(Integer::intValue).sum() >= before + RECORDS);
            assertThat(follower.isFollowing()).isTrue();
            assertThat(sizes.size())
                    .isLessThan(3
                            + (int) Duration.ofNanos(System.nanoTime() - start).toSeconds());
        }
    }

    /** Takes nothing of what the test sends for as long as it fails. */
    private static final class FailingReader implements GroupFollower.Reader {

        final List<String> offered = new CopyOnWriteArrayList<>();
        final List<String> taken = new CopyOnWriteArrayList<>();
        volatile boolean fails = true;

        @Override
        public void read(List<ConsumerRecord<byte[], byte[]>> records) {
            List<String> keys = records.stream()
                    .map(record -> Topics.KEY_USES.keys().deserializer().deserialize(record.topic(), record.key()))
                    .toList();
            offered.addAll(keys);
            if (fails && !keys.isEmpty()) {
                throw new IllegalStateException("the database is away");
            }
            taken.addAll(keys);
        }

        long failures() {
            return offered.stream().filter("first"::equals).count();
        }
    }

    private static void send(TopicProducer producer, String key) {
        producer.send(Topics.KEY_USES, key, new KeyUse(1, Instant.now())).join();
    }

    private Set<String> members() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.client())) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        }
    }
}
