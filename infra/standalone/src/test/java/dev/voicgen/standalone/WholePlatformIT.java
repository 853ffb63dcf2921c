package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.ingress.text.SpeakableText;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.standalone.demo.SampleArticle;
import dev.voicgen.testkit.TestSize;
import dev.voicgen.testkit.audio.DecodedAudio;
import dev.voicgen.testkit.audio.Listener;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.testkit.http.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job on real input, through every real part, and what readers do with its audio. */
class WholePlatformIT {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    /** Segments that another test has had spoken would be ready at once. */
    private static final int VOICE_OF_NO_OTHER_TEST = 2;
    /** What a recogniser may take for the article, if it hears what it wants to hear. */
    private static final String DECOY =
            "The parliament voted on the budget after a long debate about taxes, pensions and the price of electricity. "
                    + "Economists expect inflation to fall next quarter, while banks prepare higher interest rates.";

    private final Instant began = Instant.now().minusSeconds(60);

    @TempDir
    static Path directory;

    private static Platform platform;
    private static KeyAdmin.FirstSite site;
    private static HttpReceiver receiver;
    private static ApiCaller api;

    @BeforeAll
    static void start() throws IOException {
        platform = PlatformFixture.alone(directory.resolve("data"), Map.of());
        site = platform.services().firstSite().orElseThrow();
        api = new ApiCaller(platform.services().apiUrl(), site.apiKey().reveal());
        receiver = HttpReceiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.close();
        platform.close();
    }

    /** One of them is listened to in a usual run: a recogniser takes long. */
    static List<SampleArticle> articles() {
        return SampleArticle.all().subList(0, TestSize.of("platform.articles", 1, 3));
    }

    @ParameterizedTest
    @MethodSource("articles")
    void an_article_becomes_audio_that_speaks_it_and_a_callback_that_verifies(SampleArticle article)
            throws IOException {
        String post = "spoken-" + article.postId();

        int accepted = api.generate(Map.of(
                        "post_id", post,
                        "post_title", article.title(),
                        "content", article.html(),
                        "callback_url", receiver.url("/" + post).toString()))
                .status();

        assertThat(accepted).isEqualTo(202);
        assertThat(api.status(post).status()).isEqualTo(200);
        JsonNode status = awaitReady(post);
        byte[] mp3 = api.get(URI.create(status.path("audio_url").asText()).getPath())
                .raw()
                .body();
        speaks(
                DecodedAudio.ofMp3(mp3),
                SpeakableText.of(article.html()).orElseThrow(),
                status.path("duration_seconds").asInt());
        callbackVerifies(post, status);
    }

    @Test
    void progress_moves_and_never_back() {
        SampleArticle longest = SampleArticle.all().get(2);
        api.generate(Map.of("post_id", "moving", "content", longest.html(), "voice_id", VOICE_OF_NO_OTHER_TEST));

        List<Integer> seen = new java.util.ArrayList<>();
        await().atMost(DEADLINE).pollInterval(Duration.ofMillis(20)).until(() -> {
            JsonNode status = api.status("moving").data();
            seen.add(status.path("progress_percent").asInt());
            return status.path("status").asText().equals("ready");
        });

        assertThat(seen).isSorted().endsWith(100);
        assertThat(seen.stream().distinct().filter(percent -> percent > 0 && percent < 100))
                .hasSizeGreaterThan(1);
    }

    /** From a player's beacon to the publisher's numbers. */
    @Test
    void what_readers_do_is_counted_exactly_however_often_it_is_reported() throws Exception {
        Map<String, ?> load = event("load", "load", 0);
        Map<String, ?> play = event("play", "play", 0);

        assertThat(beacon(load, play)).isEqualTo(202);
        assertThat(beacon(play)).isEqualTo(202);
        assertThat(api.post("/v1/events/track", Map.of("events", List.of(load, play, event("on", "progress", 10))))
                        .status())
                .isEqualTo(202);
        // A site's events are counted in their order: with this one, all repetitions before it have been met.
        assertThat(api.post("/v1/events/track", event("end", "complete", 20)).status())
                .isEqualTo(202);

        JsonNode counted = await().atMost(DEADLINE)
                .until(
                        () -> api.get("/v1/analytics?group_by=post").data(),
                        data -> data.at("/totals/completes").asInt() > 0);
        assertThat(counted.get("items").toString())
                .isEqualTo("[{\"post_id\":\"heard\",\"language\":\"en\",\"loads\":1,\"plays\":1,\"completes\":1,"
                        + "\"listened_seconds\":20}]");
    }

    private static JsonNode awaitReady(String post) {
        return await().atMost(DEADLINE)
                .until(
                        () -> api.status(post).data(),
                        status -> status.path("status").asText().equals("ready"));
    }

    private static void speaks(DecodedAudio audio, String text, int statedSeconds) {
        double seconds = audio.millis() / 1000.0;
        assertThat(seconds).isBetween(statedSeconds - 1.0, statedSeconds + 1.0);
        assertThat(text.split("\\s+").length / seconds).isBetween(1.8, 5.0);
        assertThat(audio.rms()).isBetween(0.02, 0.4);
        assertThat(audio.silentShare()).isLessThan(0.4);
        String opening = text.substring(0, text.indexOf(' ', 120));
        List<String> heard = new Listener(opening, DECOY).hear(audio.part(0, 8_000));
        assertThat(Listener.recall(opening, heard)).isGreaterThan(0.6);
        assertThat(Listener.recall(DECOY, heard)).isLessThan(0.2);
    }

    private static void callbackVerifies(String post, JsonNode status) throws IOException {
        ReceivedRequest callback = await().atMost(DEADLINE)
                .until(
                        () -> receiver.requests().stream()
                                .filter(request -> request.uri().getPath().equals("/" + post))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        Webhook verifier = new Webhook(site.webhookSecret().reveal());
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(callback.header("webhook-id")),
                        "webhook-timestamp", List.of(callback.header("webhook-timestamp")),
                        "webhook-signature", List.of(callback.header("webhook-signature"))),
                (name, value) -> true);
        assertThatCode(() -> verifier.verify(callback.text(), headers)).doesNotThrowAnyException();
        JsonNode body = Json.mapper().readTree(callback.text());
        assertThat(body.path("type").asText()).isEqualTo("audio.ready");
        assertThat(body.path("data").path("post_id").asText()).isEqualTo(post);
        assertThat(body.path("data").path("audio_url")).isEqualTo(status.path("audio_url"));
    }

    /** By one reader, who hears the audio as fast as it is. */
    private Map<String, ?> event(String id, String event, int seconds) {
        return Map.of(
                "event_id",
                id,
                "event",
                event,
                "post_id",
                "heard",
                "session_id",
                "reader",
                "position_seconds",
                seconds,
                "occurred_at",
                began.plusSeconds(seconds).toString());
    }

    /** Answers the status of what a page sends while it is being closed. */
    private static int beacon(Object... events) throws Exception {
        Map<String, ?> body = Map.of("domain", "localhost", "events", List.of(events));
        HttpRequest request = HttpRequest.newBuilder(
                        platform.services().apiUrl().resolve("/v1/public/events"))
                .timeout(ANSWER)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Origin", "http://localhost")
                .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
