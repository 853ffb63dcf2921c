package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.TestSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands in the table is what a plain recount of the events gives, whatever happened to who counted. */
class RecountIT {

    private static final Logger log = LoggerFactory.getLogger(RecountIT.class);
    private static final int EVENTS = TestSize.of("recount.events", 10_000, 100_000);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final KafkaSettings kafka =
            new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 4, 1);
    private final TestDatabase testDatabase = TestInfrastructure.shared().newDatabase();
    private final Database database = Database.open("recount", TestConfigs.database(testDatabase));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void randomEventsWithRepetitionsAcrossAKill(@TempDir Path stateDir) throws Exception {
        RandomEvents events = new RandomEvents(20260331, Instant.now());
        PlainRecount recount = new PlainRecount();
        try (TopicProducer producer = TopicProducer.open("recount", kafka, Duration.ofSeconds(30))) {
            try (ServiceProcess killed = QuotaStreamProcess.start(kafka, stateDir, testDatabase)) {
                send(producer, events.next(EVENTS / 2), recount);
                await().atMost(CATCH_UP).until(() -> !table(events.sites()).isEmpty());
                killed.close();
            }
            send(producer, events.next(EVENTS / 2), recount);
            try (ServiceProcess successor = QuotaStreamProcess.start(kafka, stateDir, testDatabase)) {
                await().atMost(CATCH_UP)
                        .untilAsserted(() -> assertThat(table(events.sites())).isEqualTo(recount.rows()));
                log.info("{} events make {} rows", EVENTS, recount.rows().size());
                assertFresh(producer, events, recount);
            }
        }
    }

    private void assertFresh(TopicProducer producer, RandomEvents events, PlainRecount recount) {
        long sentAt = System.nanoTime();
        send(producer, events.next(20), recount);

        await().atMost(FRESH)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(table(events.sites())).isEqualTo(recount.rows()));
        log.info(
                "in the table {} ms after the append",
                Duration.ofNanos(System.nanoTime() - sentAt).toMillis());
    }

    private static void send(TopicProducer producer, List<PlayerEvent> events, PlainRecount recount) {
        List<CompletableFuture<RecordMetadata>> sent = events.stream()
                .map(event -> producer.send(Topics.PLAYER_EVENTS, String.valueOf(event.siteId()), event))
                .toList();
        sent.forEach(CompletableFuture::join);
        events.forEach(recount::count);
    }

    /** As {@link PlainRecount#rows} has them. */
    private Set<String> table(List<Long> sites) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select concat_ws(' ', site_id, language, post_id, day, loads, plays, completes, listened_ms)
                        from analytics_day where site_id in (<sites>)
                        """).bindList("sites", sites).mapTo(String.class).stream()
                        .collect(Collectors.toSet()));
    }
}
