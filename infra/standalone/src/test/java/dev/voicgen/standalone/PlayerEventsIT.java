package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.keyadmin.FirstSite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers do, from a player's beacon to the publisher's numbers, through a whole platform. */
class PlayerEventsIT {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Instant began = Instant.now().minusSeconds(60);

    @TempDir
    Path directory;

    @Test
    void whatIsReportedIsCountedExactlyHoweverOftenItIsReported() throws Exception {
        try (Platform platform = Platform.start(
                new PlatformOptions(DataDirectory.open(directory.resolve("data")), 0, 0, Map.of()), step -> {})) {
            URI url = platform.services().apiUrl();
            FirstSite site = platform.services().firstSite().orElseThrow();
            ApiCaller api = new ApiCaller(url, site.apiKey().reveal());
            Map<String, ?> load = event("load", "load", 0);
            Map<String, ?> play = event("play", "play", 0);

            assertThat(beacon(url, Map.of("domain", "localhost", "events", List.of(load, play))))
                    .isEqualTo(202);
            assertThat(beacon(url, Map.of("domain", "localhost", "events", List.of(play))))
                    .isEqualTo(202);
            assertThat(api.post("/v1/events/track", Map.of("events", List.of(load, play, event("on", "progress", 10))))
                            .status())
                    .isEqualTo(202);
            // A site's events are counted in their order: with this one, all repetitions before it have been met.
            assertThat(api.post("/v1/events/track", event("end", "complete", 20))
                            .status())
                    .isEqualTo(202);

            JsonNode counted = await().atMost(DEADLINE)
                    .until(
                            () -> api.get("/v1/analytics?group_by=post").data(),
                            data -> data.at("/totals/completes").asInt() > 0);
            assertThat(counted.get("items").toString())
                    .isEqualTo("[{\"post_id\":\"heard\",\"language\":\"en\",\"loads\":1,\"plays\":1,\"completes\":1,"
                            + "\"listened_seconds\":20}]");
        }
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
    private static int beacon(URI url, Map<String, ?> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/public/events"))
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
