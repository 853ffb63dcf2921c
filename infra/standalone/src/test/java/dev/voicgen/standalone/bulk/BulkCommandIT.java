package dev.voicgen.standalone.bulk;

import static dev.voicgen.standalone.bulk.BulkPlatform.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.testkit.TcpProxy;
import dev.voicgen.testkit.TestSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code voicgen bulk} as a process of its own against a whole platform, and what becomes of uploads when the process at
 * either end is killed.
 */
class BulkCommandIT extends OnBulkPlatform {

    private static final int ITEMS = TestSize.of("bulk.command_items", 16, 40);

    @TempDir
    Path articles;

    @TempDir
    Path elsewhere;

    @Test
    void a_directory_becomes_audio_and_the_same_command_again_is_the_same_batch() throws IOException {
        BulkPublisher publisher = platform.newPublisher();
        write("news/today.html", "<title>Today</title><p>" + BulkLines.content("today", 1) + "</p>");
        write("notes.md", "# Notes\n\n" + BulkLines.content("notes", 1));
        write("tale.txt", BulkLines.content("tale", 1));
        write("rest.ndjson", BulkLines.of("rest", 2));
        write("poor.txt", "Too short.");

        CliProcess.Result first = run(publisher);
        CliProcess.Result again = run(publisher);

        assertThat(List.of(first, again)).allSatisfy(result -> {
            assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
            assertThat(result.output()).contains(row(5, 0, 1)).containsPattern("rejected +poor +validation_failed: ");
        });
        assertThat(publisher.items(platform.onlyBatch(publisher), 2))
                .extracting(item -> item.path("post_id").asText())
                .containsExactly("news-today", "notes", "poor", "rest-0", "rest-1", "tale");
        platform.assertUsed(publisher, 5);
    }

    @Test
    void a_command_that_is_killed_goes_on_where_it_was() throws IOException {
        BulkPublisher publisher = platform.newPublisher();
        // The last one keeps the command watching until it is killed again.
        String lines = BulkLines.of("killed", ITEMS, index -> index == ITEMS - 1 ? 30 : 1);
        write("killed.ndjson", lines);
        Path state = elsewhere.resolve("state.json");
        String[] options = {"--state", state.toString()};

        try (TcpProxy proxy = TcpProxy.to(platform.services().ingressPort())) {
            proxy.cutUpstreamAfter(lines.length() / 2);
            try (CliProcess sending = cli(publisher, url(proxy), options)) {
                platform.awaitFirstItem(publisher);
                sending.kill();
            }
        }
        JsonNode brokenOff = await().atMost(DEADLINE)
                .until(
                        () -> publisher.batch(platform.onlyBatch(publisher)),
                        batch -> batch.path("closed").asBoolean());
        try (CliProcess watching = cli(publisher, platform.services().ingressUrl(), options)) {
            await().atMost(DEADLINE).until(() -> Files.exists(state));
            watching.kill();
        }
        CliProcess.Result last = run(publisher, options);

        assertThat(brokenOff.path("complete").asBoolean(true)).isFalse();
        assertThat(brokenOff.path("items_total").asInt()).isBetween(1, ITEMS - 1);
        assertThat(last.exitCode()).as(last.output()).isZero();
        assertThat(last.output()).contains(row(ITEMS, 0, 0));
        assertThat(state).doesNotExist();
        platform.assertEachMadeOnce(publisher, "killed", ITEMS);
    }

    @Test
    void uploads_that_a_killed_ingress_had_go_on_with_nothing_twice() throws IOException {
        BulkPublisher plain = platform.newPublisher();
        BulkPublisher byCommand = platform.newPublisher();
        String lines = BulkLines.of("plain", ITEMS);
        String sent = BulkLines.of("command", ITEMS);
        write("command.ndjson", sent);
        String batch;
        CliProcess.Result command;

        try (TcpProxy proxy = TcpProxy.to(platform.services().ingressPort());
                TcpProxy commandProxy = TcpProxy.to(platform.services().ingressPort())) {
            proxy.cutUpstreamAfter(lines.length() / 2);
            commandProxy.cutUpstreamAfter(sent.length() / 2);
            CompletableFuture<ApiCaller.Reply> upload = platform.upload(plain.at(url(proxy)), lines);
            try (CliProcess cli = cli(byCommand, url(commandProxy))) {
                platform.awaitFirstItem(plain);
                platform.awaitFirstItem(byCommand);
                batch = platform.onlyBatch(plain);
                platform.services().killIngress();
                commandProxy.restore();
                platform.services().startIngress();
                assertThatThrownBy(upload::join).hasCauseInstanceOf(UncheckedIOException.class);
                command = cli.result();
            }
        }
        JsonNode brokenOff = plain.batch(batch);
        ApiCaller.Reply again = platform.upload(plain, lines).join();

        assertThat(brokenOff.path("closed").asBoolean(true)).isFalse();
        assertThat(brokenOff.path("complete").asBoolean(true)).isFalse();
        assertThat(brokenOff.path("items_total").asInt()).isBetween(1, ITEMS - 1);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.data().path("batch_id").asText()).isEqualTo(batch);
        assertThat(again.data().path("items").asInt()).isEqualTo(ITEMS);
        assertThat(command.exitCode()).as(command.output()).isZero();
        assertThat(command.output()).contains(row(ITEMS, 0, 0));
        platform.assertEachMadeOnce(plain, "plain", ITEMS);
        platform.assertEachMadeOnce(byCommand, "command", ITEMS);
    }

    private CliProcess cli(BulkPublisher publisher, URI api, String... options) throws IOException {
        return CliProcess.start(articles, api, publisher.site().key(), options);
    }

    private CliProcess.Result run(BulkPublisher publisher, String... options) throws IOException {
        try (CliProcess cli = cli(publisher, platform.services().ingressUrl(), options)) {
            return cli.result();
        }
    }

    /** A row of the summary. */
    private static String row(int ready, int failed, int rejected) {
        return "%8d %8d %9d%n".formatted(ready, failed, rejected);
    }

    private void write(String name, String text) throws IOException {
        Path file = articles.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static URI url(TcpProxy proxy) {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }
}
