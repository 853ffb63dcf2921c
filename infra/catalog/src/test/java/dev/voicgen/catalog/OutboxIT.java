package dev.voicgen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.key.KeyUse;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.testkit.RestartableKafka;
import dev.voicgen.testkit.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxIT {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int CONNECTIONS = 5;

    private final Outbox outbox = new Outbox("key_outbox");
    private final String key = UUID.randomUUID().toString();
    private KafkaSettings kafka;
    private Database database;
    private TopicProducer producer;

    @BeforeEach
    void open() {
        TestInfrastructure infrastructure = TestInfrastructure.shared();
        var fresh = infrastructure.newDatabase();
        kafka = new KafkaSettings(infrastructure.kafkaBootstrap(), 2, 1);
        TopicProvisioner.createMissing(kafka);
        database = Database.open(
                "test", new DatabaseSettings(fresh.jdbcUrl(), fresh.user(), new Secret(fresh.password()), CONNECTIONS));
        producer = TopicProducer.open("test", kafka, DEADLINE);
    }

    @AfterEach
    void close() {
        producer.close();
        database.close();
    }

    @Test
    void a_published_row_is_on_its_topic_and_gone() {
        KeyUse use = new KeyUse(randomId(), Instant.now());
        try (OutboxRelay relay = OutboxRelay.start(database.jdbi(), outbox, producer, DEADLINE)) {
            Outbox.Row row = database.jdbi().inTransaction(handle -> outbox.add(handle, Topics.KEY_USES, key, use));

            assertThat(relay.publish(List.of(row))).isTrue();
        }

        assertThat(rows()).isZero();
        assertThat(usesOnTopic()).containsOnlyOnce(use);
    }

    @Test
    void a_row_whose_writer_died_is_carried_in_the_background() {
        KeyUse use = new KeyUse(randomId(), Instant.now());
        database.jdbi().useTransaction(handle -> outbox.add(handle, Topics.KEY_USES, key, use));

        try (OutboxRelay relay = OutboxRelay.start(database.jdbi(), outbox, producer, DEADLINE)) {
            await().atMost(DEADLINE).until(() -> rows() == 0);
        }

        assertThat(usesOnTopic()).contains(use);
    }

    @Test
    void a_row_of_a_transaction_that_rolled_back_is_never_sent() {
        KeyUse use = new KeyUse(randomId(), Instant.now());
        database.jdbi().useHandle(handle -> {
            handle.begin();
            outbox.add(handle, Topics.KEY_USES, key, use);
            handle.rollback();
        });

        assertThat(rows()).isZero();
    }

    @Test
    void what_another_relay_has_published_already_counts_as_published() {
        Outbox.Row row = database.jdbi()
                .inTransaction(
                        handle -> outbox.add(handle, Topics.KEY_USES, key, new KeyUse(randomId(), Instant.now())));
        try (OutboxRelay first = OutboxRelay.start(database.jdbi(), outbox, producer, DEADLINE);
                OutboxRelay second = OutboxRelay.start(database.jdbi(), outbox, producer, DEADLINE)) {
            first.publish(List.of(row));

            assertThat(second.publish(List.of(row))).isTrue();
        }
    }

    @Test
    void what_kafka_does_not_take_stays_in_the_table() {
        KafkaSettings nobody = new KafkaSettings("127.0.0.1:1", 1, 1);
        Outbox.Row row = database.jdbi()
                .inTransaction(
                        handle -> outbox.add(handle, Topics.KEY_USES, key, new KeyUse(randomId(), Instant.now())));
        try (TopicProducer unreachable = TopicProducer.open("test", nobody, Duration.ofSeconds(1));
                OutboxRelay relay = OutboxRelay.start(database.jdbi(), outbox, unreachable, Duration.ofSeconds(2))) {

            assertThat(relay.publish(List.of(row))).isFalse();
        }

        assertThat(rows()).isOne();
    }

    /** A slow broker must not empty the pool, nor keep rows from those who could publish them. */
    @Test
    void nothing_of_the_database_is_held_while_kafka_does_not_answer() throws Exception {
        Duration patience = Duration.ofMinutes(2);
        ExecutorService writers = Executors.newFixedThreadPool(CONNECTIONS);
        try (RestartableKafka slow = RestartableKafka.withProxies(1)) {
            TopicProvisioner.createMissing(new KafkaSettings(slow.bootstrapServers(), 2, 1));
            KafkaSettings throughProxy = new KafkaSettings(slow.bootstrapServers(0), 2, 1);
            try (TopicProducer stalled = TopicProducer.open("test", throughProxy, patience);
                    OutboxRelay relay = OutboxRelay.start(database.jdbi(), outbox, stalled, patience)) {
                stalled.send(Topics.KEY_USES, key, new KeyUse(randomId(), Instant.now()))
                        .join();
                slow.proxy(0).cutDownstream();
                List<Future<Boolean>> published = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS; i++) {
                    Outbox.Row row = database.jdbi()
                            .inTransaction(handle ->
                                    outbox.add(handle, Topics.KEY_USES, key, new KeyUse(randomId(), Instant.now())));
                    published.add(writers.submit(() -> relay.publish(List.of(row))));
                }

                await().atMost(DEADLINE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(rowsNobodyHolds()).isEqualTo(CONNECTIONS));

                assertThat(published).noneMatch(Future::isDone);
                slow.proxy(0).restore();
                for (Future<Boolean> each : published) {
                    assertThat(each.get(patience.toSeconds(), TimeUnit.SECONDS)).isTrue();
                }
            }
        } finally {
            writers.shutdown();
        }
    }

    @Test
    void what_is_to_wait_is_not_appended_before() {
        KeyUse soon = new KeyUse(randomId(), Instant.now());
        KeyUse later = new KeyUse(randomId(), Instant.now());
        database.jdbi().useTransaction(handle -> {
            addLater(handle, soon, Duration.ofMillis(10));
            addLater(handle, later, Duration.ofHours(1));
        });

        try (OutboxRelay relay = OutboxRelay.start(database.jdbi(), outbox, producer, DEADLINE)) {
            await().atMost(DEADLINE).until(() -> rows() == 1);
        }

        assertThat(usesOnTopic()).contains(soon).doesNotContain(later);
    }

    private void addLater(Handle handle, KeyUse use, Duration wait) {
        byte[] value = Topics.KEY_USES.values().serializer().serialize(Topics.KEY_USES.name(), use);
        outbox.addLater(handle, Topics.KEY_USES.name(), key.getBytes(StandardCharsets.UTF_8), value, wait);
    }

    private int rowsNobodyHolds() {
        return database.jdbi()
                .inTransaction(handle -> handle.select("select id from key_outbox for update skip locked")
                        .mapTo(long.class)
                        .list()
                        .size());
    }

    private int rows() {
        return database.jdbi()
                .withHandle(handle -> handle.select("select count(*) from key_outbox")
                        .mapTo(int.class)
                        .one());
    }

    private List<KeyUse> usesOnTopic() {
        TopicPartition partition = new TopicPartition(Topics.KEY_USES.name(), 0);
        List<KeyUse> uses = new ArrayList<>();
        try (var consumer = TopicConsumers.assigned("test", kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> uses.add(TopicConsumers.read(Topics.KEY_USES, record.value())));
            }
        }
        return uses;
    }

    private static long randomId() {
        return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    }
}
