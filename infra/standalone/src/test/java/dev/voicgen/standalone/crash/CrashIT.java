package dev.voicgen.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.keyadmin.KeyAdminConfig;
import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.standalone.TopicRecords;
import dev.voicgen.testkit.TestSize;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * More posts than the month has room for, while processes are killed: exactly as many as there is room for are admitted,
 * each is generated once, and the ledger says so. The system properties {@code crash.posts}, {@code crash.limit},
 * {@code crash.pause_ms} (between a restart and the next kill) and {@code crash.seed} make it longer or another.
 */
class CrashIT {

    private static final Logger log = LoggerFactory.getLogger(CrashIT.class);
    private static final int POSTS = TestSize.of("crash.posts", 60, 240);
    private static final int LIMIT = TestSize.of("crash.limit", 45, 180);
    private static final int PAUSE_MS = Integer.getInteger("crash.pause_ms", 1_500);
    private static final long SEED = Long.getLong("crash.seed", 7);
    private static final int CLIENTS = 8;
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final String EMAIL = "owner@example.com";
    private static final String PASSWORD = "a-long-enough-password";

    @TempDir
    Path directory;

    @Test
    void the_quota_is_exact_through_kills() throws IOException, InterruptedException {
        try (Fleet fleet = new Fleet(directory)) {
            fleet.start(Fleet.BROKER);
            try (KeyAdmin keyAdmin = KeyAdmin.start(KeyAdminConfig.from(fleet.settings()))) {
                KeyAdmin.FirstSite site = siteWithLimit(keyAdmin, LIMIT);
                fleet.startServices();
                CrashPublisher publisher =
                        CrashPublisher.start(fleet.apiUrls(), site.apiKey().reveal(), POSTS, CLIENTS);

                int kills = killUntilDone(fleet, publisher);

                log.warn("posts={} limit={} kills={} statuses={}", POSTS, LIMIT, kills, publisher.statuses());
                assertThat(kills).isPositive();
                assertThat(publisher.answers()).hasSize(POSTS);
                assertThat(Collections.frequency(publisher.answers().values(), CrashPublisher.Answer.ADMITTED))
                        .isEqualTo(LIMIT);
                ApiCaller api =
                        new ApiCaller(fleet.apiUrls().get(0), site.apiKey().reveal());
                await().atMost(DEADLINE)
                        .untilAsserted(() -> assertThat(usage(api)).isEqualTo(new Usage(LIMIT, LIMIT, 0)));
                assertThat(jobs(fleet.settings().get("VOICGEN_KAFKA_BOOTSTRAP")))
                        .hasSize(LIMIT);
                await().atMost(DEADLINE)
                        .untilAsserted(() -> publisher
                                .answers()
                                .forEach((post, answer) -> assertThat(api.status(post)
                                                .data()
                                                .path("status")
                                                .asText())
                                        .isEqualTo(answer == CrashPublisher.Answer.ADMITTED ? "ready" : "")));
            }
        }
    }

    /** One process after the other, at random, at least each kind once where there is time for it. */
    private static int killUntilDone(Fleet fleet, CrashPublisher publisher) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        List<String> victims = new ArrayList<>();
        int kills = 0;
        while (!publisher.isDone()) {
            if (victims.isEmpty()) {
                victims.addAll(fleet.names());
                Collections.shuffle(victims, random);
            }
            String victim = victims.remove(0);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MS));
            fleet.kill(victim);
            log.warn("killed={} answered={}", victim, publisher.answers().size());
            kills++;
            fleet.start(victim);
        }
        return kills;
    }

    private record Usage(int limit, int used, int reserved) {}

    private static Usage usage(ApiCaller api) {
        JsonNode usage = api.get("/v1/usage").data();
        return new Usage(
                usage.path("limit").asInt(),
                usage.path("used").asInt(),
                usage.path("reserved").asInt(-1));
    }

    private static KeyAdmin.FirstSite siteWithLimit(KeyAdmin keyAdmin, int limit)
            throws IOException, InterruptedException {
        KeyAdmin.FirstSite site = keyAdmin.createFirstSite(EMAIL, PASSWORD).orElseThrow();
        String token = send(keyAdmin.url(), "POST", "/v1/auth/login", "", Map.of("email", EMAIL, "password", PASSWORD))
                .path("data")
                .path("token")
                .asText();
        JsonNode plan = Json.mapper().readTree("""
                {"items": [{"name": "enterprise", "rest_access": true, "voices": "enterprise", "limits":
                    {"per_key": 1000000, "per_domain": 60, "public_events": 200, "tracked_events": 120}}]}""");
        send(keyAdmin.url(), "PUT", "/v1/plans", token, plan);
        send(
                keyAdmin.url(),
                "PUT",
                "/v1/sites/" + site.siteId() + "/subscription",
                token,
                Map.of("plan", "enterprise", "status", "active", "monthly_posts", limit));
        return site;
    }

    private static JsonNode send(URI server, String method, String path, String token, Object body)
            throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.resolve(path))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + token)
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                Json.mapper().writeValueAsBytes(body)))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    /** The posts of all jobs that were ever committed, each once for each job. */
    private static List<String> jobs(String bootstrap) {
        List<String> posts;
        try (TopicRecords<AudioJob> reader = new TopicRecords<>(bootstrap, Topics.AUDIO_JOBS)) {
            posts = reader.all().stream()
                    .map(job -> job.article().postId().value())
                    .toList();
        }
        assertThat(new HashSet<>(posts)).hasSameSizeAs(posts);
        return posts;
    }
}
