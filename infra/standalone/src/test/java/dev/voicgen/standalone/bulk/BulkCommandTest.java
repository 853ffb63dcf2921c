package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code voicgen bulk} against an API on this machine. */
class BulkCommandTest {

    @TempDir
    private Path articles;

    @TempDir
    private Path elsewhere;

    private StubApi api;
    private final StringWriter errors = new StringWriter();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream console = System.out;

    @BeforeEach
    void start() throws IOException {
        api = new StubApi();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(console);
        api.close();
    }

    @Test
    void articlesOfEveryKindAreSentWithTheirPathAsPostId() throws IOException {
        write("news/today.html", "<html><head><title>Today</title></head><body><p>One</p></body></html>");
        write("news/plain.htm", "<h1>Heading</h1><p>Two</p>");
        write("notes.md", "---\ntitle: Front\n---\n# Heading\n\nA *word*.\n");
        write("tale.txt", "\nOnce\n\nupon a time");
        write("rest.ndjson", "{\"post_id\":\"x\",\"content\":\"X\",\"language\":\"de\"}\n\n{\"post_id\":\"y\"}\n");
        write("picture.png", "no article");

        int exit = run("--language", "fr", "--callback-url", "http://127.0.0.1:9/hook?a=b");

        assertThat(exit).isZero();
        assertThat(api.items())
                .extracting(item -> item.path("post_id").asText())
                .containsExactly("news-plain", "news-today", "notes", "x", "y", "tale");
        assertThat(api.items())
                .extracting(item -> item.path("post_title").asText())
                .containsExactly("Heading", "Today", "Front", "", "", "Once");
        assertThat(item("notes").path("content").asText())
                .contains("<em>word</em>")
                .doesNotContain("Front");
        assertThat(item("x").path("language").asText()).isEqualTo("de");
        assertThat(item("y").path("language").asText()).isEqualTo("fr");
        assertThat(item("tale").path("language").asText()).isEqualTo("fr");
        assertThat(api.queries).containsExactly("callback_url=http://127.0.0.1:9/hook?a=b");
        assertThat(api.keys).containsOnly("vg_live_test");
    }

    @Test
    void moreArticlesThanOneBatchTakesGoInSeveral() throws IOException {
        write(
                "all.jsonl",
                IntStream.range(0, 20_001)
                        .mapToObj(number -> "{\"post_id\":\"p" + number + "\"}")
                        .collect(Collectors.joining("\n")));
        write("last.txt", "The last one");

        assertThat(run()).isZero();

        assertThat(api.uploads).hasSize(3).doesNotHaveDuplicates();
        assertThat(api.items())
                .extracting(item -> item.path("post_id").asText())
                .hasSize(20_002)
                .doesNotHaveDuplicates()
                .endsWith("p20000", "last");
    }

    @Test
    void theSameCommandIsTheSameBatchUntilItIsAskedForAnother() throws IOException {
        write("a.txt", "Some words");

        run();
        run();
        run("--again");
        write("a.txt", "Other words");
        run();

        assertThat(api.uploads).hasSize(4);
        assertThat(api.uploads.get(1)).isEqualTo(api.uploads.get(0));
        assertThat(List.copyOf(api.uploads).subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void refusalsForAWhileAreWaitedOut() throws IOException {
        write("a.txt", "Some words");
        api.refusals.addAll(List.of(503, 429, 503));

        assertThat(run()).isZero();

        assertThat(api.uploads).hasSize(1);
    }

    @Test
    void aRefusalForGoodEndsTheRunWithItsReason() throws IOException {
        write("a.txt", "Some words");
        api.refusals.add(401);

        assertThat(run()).isEqualTo(1);

        assertThat(api.uploads).isEmpty();
        assertThat(errors.toString()).contains("401: Not now.");
    }

    @Test
    void aStateFileSparesSendingAgainWhatWasTakenAndEndsWithTheRun() throws IOException {
        write("a.txt", "Some words");
        Path state = elsewhere.resolve("state.json");
        api.refusedReads.add(401);

        assertThat(run("--state", state.toString())).isEqualTo(1);
        assertThat(state).exists();
        assertThat(run("--state", state.toString())).isZero();

        assertThat(api.uploads).hasSize(1);
        assertThat(state).doesNotExist();
    }

    @Test
    void articlesWithoutAudioAreNamedAndMakeItFail() throws IOException {
        api.shortLists.set(1);
        write(
                "all.ndjson",
                "{\"post_id\":\"good\",\"content\":\"Some words\"}\n{\"post_id\":\"poor\",\"content\":\"bad\"}");

        assertThat(run()).isEqualTo(1);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("       1        0         1")
                .containsPattern("rejected +poor +validation_failed: Too short\\.")
                .contains("--again");
    }

    @Test
    void twoFilesOfOnePostAreRefused() throws IOException {
        write("a/b.txt", "Some words");
        write("a-b.md", "Other words");

        assertThat(run()).isEqualTo(1);

        assertThat(errors.toString()).contains("would both be the post a-b");
    }

    @Test
    void nothingToSendAndNoKeyAreSaid() {
        assertThat(run()).isEqualTo(1);
        assertThat(errors.toString()).contains("has no .html");
        assertThat(new CommandLine(new BulkCommand())
                        .setErr(new PrintWriter(errors))
                        .execute(articles.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("VOICGEN_API_KEY");
    }

    private int run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(articles.toString(), "--key", "vg_live_test", "--url", api.url() + "/"));
        arguments.addAll(Arrays.asList(more));
        return new CommandLine(new BulkCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    errors.append(failure.getMessage());
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode item(String postId) {
        return api.items().stream()
                .filter(item -> item.path("post_id").asText().equals(postId))
                .findFirst()
                .orElseThrow();
    }

    private void write(String name, String text) throws IOException {
        Path file = articles.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
