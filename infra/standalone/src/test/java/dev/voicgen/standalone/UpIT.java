package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What daily use relies on: data that outlives a kill, a file to start from, a clean stop. */
class UpIT {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String ARTICLE =
            "<h1>The old mill</h1><p>The mill at the river has been grinding flour since before anyone can remember. "
                    + "Last spring the wheel was repaired, and now it turns again every morning.</p>";

    @TempDir
    Path directory;

    @Test
    void what_the_first_start_shows_works_and_what_was_accepted_outlives_a_kill()
            throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        JsonNode first;
        JsonNode made;
        try (UpProcess up = UpProcess.start(data, Map.of())) {
            assertReadyFile(up);
            first = up.ready();
            ApiCaller api = caller(first, first.path("api_key").asText());
            assertThat(pasted(firstCurl(up))).contains("Audio generation queued");
            made = await().atMost(DEADLINE).until(() -> api.status("hello").data(), UpIT::isReady);
            assertThat(api.generate(Map.of("post_id", "underway", "content", ARTICLE))
                            .status())
                    .isEqualTo(202);
            up.kill9();
        }

        try (UpProcess again = UpProcess.start(data, UpProcess.COLD)) {
            JsonNode second = again.ready();
            assertThat(again.output()).containsOnlyOnce("did not close it");
            // The broker's own errors of a loaded machine stand in the same file.
            assertThat(Files.readString(data.resolve("logs/voicgen.log"))).doesNotContainIgnoringCase("corrupted");
            ApiCaller api = caller(second, first.path("api_key").asText());
            assertThat(second.has("api_key")).isFalse();
            assertThat(second.path("password")).isEqualTo(first.path("password"));
            assertThat(second.path("site_id")).isEqualTo(first.path("site_id"));
            assertThat(second.path("webhook_secret")).isEqualTo(first.path("webhook_secret"));
            assertThat(api.generate(Map.of("post_id", "hello", "content", ARTICLE))
                            .body()
                            .path("message")
                            .asText())
                    .isEqualTo("Audio already exists");
            assertThat(fileName(api.status("hello").data())).isEqualTo(fileName(made));
            await().atMost(DEADLINE).until(() -> api.status("underway").data(), UpIT::isReady);
            assertThat(again.terminate()).isZero();
            assertThat(directory.resolve("ready.json")).doesNotExist();
            assertThat(again.output())
                    .contains("Ready after", "Stopped.")
                    .doesNotContain(" INFO ", " ERROR ", "\tat ", "vg_live_");
            assertThat(data.resolve("logs/voicgen.log")).content().contains(" INFO ", "kafka_started");
            assertThat(second.path("kafka_bootstrap")).isEqualTo(first.path("kafka_bootstrap"));
            assertThat(second.path("database_url")).isEqualTo(first.path("database_url"));
        }
    }

    @Test
    void a_stop_while_it_starts_leaves_nothing_running() throws IOException, InterruptedException {
        Path pidFile = directory.resolve("data/postgresql/cluster/postmaster.pid");
        try (UpProcess up = UpProcess.launch(directory.resolve("data"), UpProcess.COLD)) {
            await().atMost(DEADLINE).until(() -> up.output().contains("Starting quota-stream"));
            assertThat(pidFile).exists();

            assertThat(up.terminate()).isNotZero();

            assertThat(up.output()).doesNotContain("hello/status");
            assertThat(pidFile).as("which a server removes as the last thing").doesNotExist();
        }
    }

    private void assertReadyFile(UpProcess up) throws IOException {
        Path readyFile = directory.resolve("ready.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(readyFile)))
                .isEqualTo("rw-------");
        assertThat(up.ready().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "api_url",
                        "dashboard_url",
                        "email",
                        "password",
                        "site_id",
                        "api_key",
                        "webhook_secret",
                        "kafka_bootstrap",
                        "database_url",
                        "audio_dir");
    }

    private static String firstCurl(UpProcess up) throws IOException {
        await().atMost(DEADLINE).until(() -> up.output().contains("hello/status"));
        String output = up.output();
        return output.substring(output.indexOf("curl"), output.indexOf("curl -s", output.indexOf("curl") + 1));
    }

    private static String pasted(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }

    private static ApiCaller caller(JsonNode ready, String key) {
        return new ApiCaller(URI.create(ready.path("api_url").asText()), key);
    }

    private static boolean isReady(JsonNode status) {
        return status.path("status").asText().equals("ready");
    }

    /** The port may be another after a restart; the name is made from the content. */
    private static String fileName(JsonNode status) {
        String url = status.path("audio_url").asText();
        return url.substring(url.lastIndexOf('/'));
    }
}
