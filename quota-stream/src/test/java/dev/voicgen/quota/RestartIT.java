package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.testkit.TestInfrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A start after a clean stop takes up the stores as they were left, and has nothing to say about it. */
class RestartIT {

    private final KafkaSettings kafka =
            new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 4, 1);
    private final Logger streamsLog = (Logger) LoggerFactory.getLogger("org.apache.kafka.streams");
    private final Complaints complaints = new Complaints();

    @TempDir
    Path state;

    /** What is said at WARN or worse. */
    private static final class Complaints extends AppenderBase<ILoggingEvent> {

        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                lines.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
        }
    }

    @BeforeEach
    void listen() {
        complaints.start();
        streamsLog.addAppender(complaints);
    }

    @AfterEach
    void stopListening() {
        streamsLog.detachAppender(complaints);
    }

    @Test
    void storesOfWhichSomeAreEmptyAreTakenUpInSilence() throws IOException {
        try (QuotaStream first = start()) {
            countEvent();
            assertThat(first.health().missing()).isEmpty();
        }
        List<String> before = identities();
        complaints.lines.clear();

        try (QuotaStream second = start()) {
            assertThat(second.health().missing()).isEmpty();
        }

        assertThat(complaints.lines).noneMatch(line -> line.contains("orrupt") || line.contains("checkpoint"));
        assertThat(identities()).containsAll(before);
    }

    /** Of one partition's window stores one holds something then, and another, as it came without a session, nothing. */
    private void countEvent() {
        long site = System.nanoTime();
        PlayerEvent event = new PlayerEvent(
                site,
                "e",
                PlayerEvent.Kind.LOAD,
                new PostId("post"),
                Language.ENGLISH,
                null,
                null,
                null,
                Instant.now().minusSeconds(1));
        try (TopicProducer producer = TopicProducer.open("restart", kafka, Duration.ofSeconds(10));
                SiteLogClient client = new SiteLogClient(kafka)) {
            producer.send(Topics.PLAYER_EVENTS, String.valueOf(site), event).join();
            await().until(() -> client.committed(Topics.ANALYTICS_DAYS).stream()
                    .anyMatch(count -> count.value().post().siteId() == site));
        }
    }

    /** RocksDB gives each database one of its own: a store that was built again has another. */
    private List<String> identities() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            List<Path> identities =
                    files.filter(file -> file.endsWith("IDENTITY")).sorted().toList();
            assertThat(identities).isNotEmpty();
            List<String> contents = new ArrayList<>();
            for (Path identity : identities) {
                contents.add(Files.readString(identity));
            }
            return contents;
        }
    }

    private QuotaStream start() {
        QuotaStreamConfig config = TestConfigs.withoutDatabase(kafka, 1);
        return QuotaStream.start(new QuotaStreamConfig(
                config.kafka(), config.database(), config.http(), Optional.of(state), config.threads(), 1));
    }
}
