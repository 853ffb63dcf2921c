package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.RestartableKafka;
import dev.voicgen.testkit.TestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker or the database goes away under the running services and comes back: they recover by themselves. */
class OutageIT {

    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final String ARTICLE =
            "The lighthouse keeper counted the ships again that night, and one was missing.";

    @TempDir
    static Path directory;

    private static RestartableKafka kafka;
    private static RestartableDatabase database;
    private static Services services;
    private static ApiCaller api;

    @BeforeAll
    static void start() throws IOException {
        kafka = RestartableKafka.start();
        database = RestartableDatabase.start();
        services = Services.start(
                settings(),
                PublicSockets.open(0, 0),
                new Owner("owner@example.com", "a-long-password"),
                new Parts(),
                step -> {});
        api = new ApiCaller(
                services.apiUrl(), services.firstSite().orElseThrow().apiKey().reveal());
    }

    @AfterAll
    static void stop() throws IOException {
        services.close();
        database.close();
        kafka.close();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = TestSettings.of(kafka.bootstrapServers(), database.database());
        settings.put("VOICGEN_AUDIO_DIR", directory.resolve("audio").toString());
        return settings;
    }

    @Test
    void without_kafka_submissions_are_told_to_come_again_and_audio_is_still_served() throws IOException {
        JsonNode before = ready("before-kafka");

        kafka.stop();
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(missing()).contains("admission"));
        ApiCaller.Reply refused = submit("during-kafka");
        ApiCaller.Reply status = api.status("before-kafka");
        kafka.startAgain();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body().path("success").asBoolean(true)).isFalse();
        assertThat(status.data()).isEqualTo(before);
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(missing()).isEmpty());
        await().atMost(DEADLINE).until(() -> submit("during-kafka").status() == 202);
        ready("during-kafka");
    }

    @Test
    void without_the_database_submissions_go_on_and_are_spoken_when_it_is_back() throws IOException {
        ready("before-database");

        database.stop();
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(missing()).contains("database"));
        ApiCaller.Reply accepted = submit("during-database");
        ApiCaller.Reply status = api.status("before-database");
        database.startAgain();

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(status.status()).isEqualTo(503);
        assertThat(status.raw().headers().firstValue("Retry-After")).isPresent();
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(missing()).isEmpty());
        ready("during-database");
    }

    private static ApiCaller.Reply submit(String post) {
        return api.generate(Map.of("post_id", post, "content", ARTICLE + " Post " + post + "."));
    }

    /** Submits, where it is not there yet, and waits for the audio. */
    private static JsonNode ready(String post) {
        submit(post);
        return await().atMost(DEADLINE)
                .until(
                        () -> api.status(post).data(),
                        status -> status.path("status").asText().equals("ready"));
    }

    /** What the health check of the API names; it answers 503 exactly where that is something. */
    private static Set<String> missing() {
        ApiCaller.Reply health = api.get("/healthz");
        Set<String> names = new TreeSet<>();
        health.data().path("missing").forEach(name -> names.add(name.asText()));
        assertThat(health.status()).isEqualTo(names.isEmpty() ? 200 : 503);
        return names;
    }
}
