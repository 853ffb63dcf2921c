package dev.voicgen.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.testkit.RestartableKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicFollowerIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static RestartableKafka kafka;
    private static TopicProducer producer;

    private final List<String> read = new CopyOnWriteArrayList<>();
    private TopicFollower follower;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = RestartableKafka.withProxies(1);
        TopicProvisioner.createMissing(settings(kafka.bootstrapServers()));
        producer = TopicProducer.open("test", settings(kafka.bootstrapServers()), Duration.ofSeconds(10));
    }

    @AfterAll
    static void stopKafka() throws IOException {
        producer.close();
        kafka.close();
    }

    @AfterEach
    void stop() {
        follower.close();
        kafka.proxy(0).restore();
    }

    @Test
    void it_is_current_when_it_has_read_all_there_was() {
        send("first");
        send("second");

        follow(records -> records.forEach(record -> read.add(text(record.value()))));

        await().atMost(DEADLINE).until(follower::isCurrent);
        assertThat(read).containsSubsequence("first", "second");
        assertThat(follower.missing()).isEmpty();
    }

    @Test
    void while_it_hears_nothing_it_is_not_current_and_then_it_reads_on_where_it_stood() {
        follow(records -> records.forEach(record -> read.add(text(record.value()))));
        await().atMost(DEADLINE).until(follower::isCurrent);
        read.clear();

        kafka.proxy(0).cutDownstream();
        send("unheard");
        await().atMost(DEADLINE).until(() -> !follower.isCurrent());
        assertThat(follower.isRunning()).isTrue();
        assertThat(follower.missing())
                .hasValueSatisfying(words -> assertThat(words).contains(Topics.KEY_CONTROL.name(), "to its end"));
        assertThat(read).isEmpty();
        kafka.proxy(0).restore();

        await().atMost(DEADLINE).until(follower::isCurrent);
        assertThat(read).containsExactly("unheard");
    }

    @Test
    void a_reader_that_fails_ends_it_and_it_tells_the_cause() {
        follow(records -> {
            throw new IllegalStateException("this reader has a bug");
        });

        await().atMost(DEADLINE).until(() -> !follower.isRunning());
        assertThat(follower.isCurrent()).isFalse();
        assertThat(follower.missing())
                .hasValueSatisfying(words -> assertThat(words).contains("has stopped", "this reader has a bug"));
    }

    private void follow(TopicFollower.Reader reader) {
        follower =
                TopicFollower.start("test-follower", Topics.KEY_CONTROL, settings(kafka.bootstrapServers(0)), reader);
    }

    private static void send(String value) {
        producer.sendBytes(
                        Topics.KEY_CONTROL.name(),
                        "key".getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static KafkaSettings settings(String bootstrap) {
        return new KafkaSettings(bootstrap, 2, 1);
    }
}
