package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.standalone.ApiCaller.Reply;
import dev.voicgen.standalone.DataDirectory;
import dev.voicgen.standalone.TestPlatform;
import dev.voicgen.standalone.TopicReader;
import dev.voicgen.standalone.bulk.Publisher.Usage;
import dev.voicgen.testkit.TcpProxy;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.testkit.http.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bulk on a whole platform, by HTTP and by {@code voicgen bulk} as a process of its own: through kills, in numbers, and
 * beside others. The system property {@code bulk.items} makes the large batch larger, up to 10,000.
 */
class BulkPlatformIT {

    private static final int LARGE = Integer.getInteger("bulk.items", 50);
    private static final int ITEMS = 30;
    private static final int SLOTS = 2;
    private static final int LONG_FROM = 20;
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    /** For whoever is slow: far below what was ever seen. */
    private static final int ITEMS_A_SECOND = 3;

    /** The sites' log of one partition has one order, across sites too. */
    private static final Map<String, String> SETTINGS =
            Map.of("VOICGEN_KAFKA_PARTITIONS", "1", "VOICGEN_WORKER_SLOTS", String.valueOf(SLOTS));

    @TempDir
    static Path data;

    @TempDir
    Path articles;

    @TempDir
    Path elsewhere;

    private static TestPlatform platform;
    private static Jdbi jdbi;
    private static HttpReceiver receiver;

    @BeforeAll
    static void start() throws IOException {
        platform = TestPlatform.start(DataDirectory.open(data.resolve("data")), SETTINGS);
        jdbi = Jdbi.create(platform.databaseUrl());
        receiver = HttpReceiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.close();
        platform.close();
    }

    @Test
    void aDirectoryBecomesAudioAndTheSameCommandAgainIsTheSameBatch() throws IOException {
        Publisher publisher = publisher();
        write("news/today.html", "<title>Today</title><p>" + Lines.content("today", 1) + "</p>");
        write("notes.md", "# Notes\n\n" + Lines.content("notes", 1));
        write("tale.txt", Lines.content("tale", 1));
        write("rest.ndjson", Lines.of("rest", 2));

        CliProcess.Result first = runCli(publisher, platform.ingressUrl());
        CliProcess.Result again = runCli(publisher, platform.ingressUrl());

        assertThat(List.of(first, again)).allSatisfy(result -> {
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(result.output()).contains(row(5, 0, 0));
        });
        assertThat(publisher.items(onlyBatch(publisher), 2))
                .extracting(item -> item.path("post_id").asText())
                .containsExactly("news-today", "notes", "rest-0", "rest-1", "tale");
        assertUsed(publisher, 5);
        write("poor.txt", "Too short.");

        CliProcess.Result withPoor = runCli(publisher, platform.ingressUrl());

        assertThat(withPoor.exitCode()).isEqualTo(1);
        assertThat(withPoor.output()).contains(row(5, 0, 1)).containsPattern("rejected +poor +validation_failed: ");
        assertUsed(publisher, 5);
    }

    @Test
    void aCommandThatIsKilledGoesOnWhereItWas() throws IOException {
        Publisher publisher = publisher();
        // The last one keeps the command watching until it is killed again.
        String lines = Lines.of("killed", ITEMS, index -> index == ITEMS - 1 ? 200 : 1);
        write("killed.ndjson", lines);
        Path state = elsewhere.resolve("state.json");
        String[] options = {"--state", state.toString()};

        try (TcpProxy proxy = TcpProxy.to(platform.ingressPort())) {
            proxy.cutUpstreamAfter(lines.length() / 2);
            try (CliProcess sending = cli(publisher, url(proxy), options)) {
                awaitFirstItems(publisher);
                sending.kill();
            }
        }
        JsonNode brokenOff = await().atMost(DEADLINE)
                .until(
                        () -> publisher.batch(onlyBatch(publisher)),
                        batch -> batch.path("closed").asBoolean());
        assertThat(brokenOff.path("complete").asBoolean()).isFalse();
        assertThat(brokenOff.path("items_total").asInt()).isBetween(1, ITEMS - 1);
        try (CliProcess watching = cli(publisher, platform.ingressUrl(), options)) {
            await().atMost(DEADLINE).until(() -> Files.exists(state));
            watching.kill();
        }
        CliProcess.Result last = runCli(publisher, platform.ingressUrl(), options);

        assertThat(last.exitCode()).as(last.output()).isZero();
        assertThat(last.output()).contains(row(ITEMS, 0, 0));
        assertThat(state).doesNotExist();
        assertEachAdmittedOnce(publisher, "killed", ITEMS);
    }

    @Test
    void uploadsThatAKilledIngressHadGoOnWithNothingTwice() throws IOException {
        Publisher plain = publisher();
        Publisher byCommand = publisher();
        String lines = Lines.of("plain", ITEMS);
        String sent = Lines.of("command", ITEMS);
        write("command.ndjson", sent);
        String batch;
        CliProcess.Result command;

        try (TcpProxy proxy = TcpProxy.to(platform.ingressPort());
                TcpProxy commandProxy = TcpProxy.to(platform.ingressPort())) {
            proxy.cutUpstreamAfter(lines.length() / 2);
            commandProxy.cutUpstreamAfter(sent.length() / 2);
            CompletableFuture<Reply> upload = upload(plain.at(url(proxy)), lines);
            try (CliProcess cli = cli(byCommand, url(commandProxy))) {
                awaitFirstItems(plain);
                awaitFirstItems(byCommand);
                batch = onlyBatch(plain);
                platform.killIngress();
                commandProxy.restore();
                platform.startIngress();
                assertThatThrownBy(upload::join).hasCauseInstanceOf(UncheckedIOException.class);
                command = cli.result();
            }
        }
        JsonNode brokenOff = plain.batch(batch);
        Reply again = upload(plain, lines).join();

        assertThat(brokenOff.path("closed").asBoolean(true)).isFalse();
        assertThat(brokenOff.path("complete").asBoolean(true)).isFalse();
        assertThat(brokenOff.path("items_total").asInt()).isBetween(1, ITEMS - 1);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.data().path("batch_id").asText()).isEqualTo(batch);
        assertThat(again.data().path("items").asInt()).isEqualTo(ITEMS);
        assertThat(command.exitCode()).as(command.output()).isZero();
        assertThat(command.output()).contains(row(ITEMS, 0, 0));
        assertEachAdmittedOnce(plain, "plain", ITEMS);
        assertEachAdmittedOnce(byCommand, "command", ITEMS);
    }

    @Test
    void everyItemOfALargeBatchIsMadeAndToldOnce() {
        Publisher publisher = publisher();
        Duration deadline = DEADLINE.plusSeconds(LARGE / ITEMS_A_SECOND);

        Reply accepted = upload(publisher, Lines.of("large", LARGE)).join();

        String batch = accepted.data().path("batch_id").asText();
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.data().path("items").asInt()).isEqualTo(LARGE);
        assertThat(counts(publisher.awaitEnd(batch, deadline)))
                .isEqualTo(Map.of("pending", 0, "generating", 0, "ready", LARGE, "failed", 0, "rejected", 0));
        assertEachAdmittedOnce(publisher, "large", LARGE);
        await().atMost(deadline).until(() -> delivered(publisher) == LARGE + 1);
        List<JsonNode> told = told(publisher);
        assertThat(told).hasSize(LARGE + 1);
        assertThat(told)
                .filteredOn(notice -> notice.path("type").asText().equals("audio.ready"))
                .extracting(notice -> notice.at("/data/id").asLong())
                .containsExactlyInAnyOrderElementsOf(publisher.items(batch, 200).stream()
                        .map(item -> item.path("id").asLong())
                        .toList());
        assertThat(told)
                .filteredOn(notice -> notice.path("type").asText().equals("batch.completed"))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.at("/data/batch_id").asText()).isEqualTo(batch);
                    assertThat(counts(notice.at("/data/counts")))
                            .isEqualTo(Map.of("ready", LARGE, "failed", 0, "rejected", 0));
                });
    }

    @Test
    void sitesShareTheWorkersAndASingleSubmissionPassesThem() {
        int items = 40;
        Publisher first = publisher();
        Publisher second = publisher();
        Publisher single = publisher();

        try (WorkLog log = new WorkLog(platform.kafkaBootstrap())) {
            // Long ones in the middle: while they are spoken a single one can be let in before the next job begins.
            String firstLines = Lines.of("first", items, index -> isLong(index) ? 10 : 1);
            String secondLines = Lines.of("second", items, index -> isLong(index) ? 10 : 1);
            upload(first, firstLines).join();
            upload(second, secondLines).join();
            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> log.hasStarted(first.site().id(), Lines.post("first", LONG_FROM)));
            assertThat(single.api()
                            .generate(Map.of("post_id", "single", "content", Lines.content("single", 1)))
                            .status())
                    .isEqualTo(202);
            first.awaitEnd(onlyBatch(first), DEADLINE);
            second.awaitEnd(onlyBatch(second), DEADLINE);

            log.read();
            assertThat(log.startsBetweenRequestAndStartOf(single.site().id())).isLessThanOrEqualTo(SLOTS);
            assertThat(log.endsAfterTheEndOf(single.site().id())).isGreaterThan(items / 2);
            assertThat(log.shareOfTheFirstThird(first.site().id(), second.site().id()))
                    .isBetween(0.35, 0.65);
        }
    }

    private static boolean isLong(int index) {
        return index >= LONG_FROM && index < LONG_FROM + 4;
    }

    private static Publisher publisher() {
        return Publisher.make(platform.operator(), platform.ingressUrl());
    }

    private static CompletableFuture<Reply> upload(Publisher publisher, String lines) {
        return publisher.api().upload(lines, "import-1", receiver.url(path(publisher)));
    }

    private static String path(Publisher publisher) {
        return "/" + publisher.site().id();
    }

    private static URI url(TcpProxy proxy) {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }

    private CliProcess cli(Publisher publisher, URI api, String... options) throws IOException {
        return CliProcess.start(articles, api, publisher.site().key(), options);
    }

    private CliProcess.Result runCli(Publisher publisher, URI api, String... options) throws IOException {
        try (CliProcess cli = cli(publisher, api, options)) {
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

    private static void awaitFirstItems(Publisher publisher) {
        await().atMost(DEADLINE).until(() -> count("batch_item", "true", publisher) > 0);
    }

    private static String onlyBatch(Publisher publisher) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from batch where site_id = :site")
                .bind("site", publisher.site().id())
                .mapTo(String.class)
                .one());
    }

    private static int delivered(Publisher publisher) {
        return count("webhook_delivery", "status = 'delivered'", publisher);
    }

    private static int count(String table, String condition, Publisher publisher) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from " + table + " where site_id = :site and " + condition)
                .bind("site", publisher.site().id())
                .mapTo(Integer.class)
                .one());
    }

    /** By its only batch, by its usage and by the jobs on the log. */
    private static void assertEachAdmittedOnce(Publisher publisher, String name, int items) {
        List<String> posts = IntStream.range(0, items)
                .mapToObj(index -> Lines.post(name, index))
                .toList();
        List<JsonNode> found = await().atMost(DEADLINE)
                .until(() -> publisher.items(onlyBatch(publisher), 50), listed -> listed.size() >= items);
        assertThat(found)
                .extracting(item -> item.path("index").asInt())
                .containsExactlyElementsOf(IntStream.range(0, items).boxed().toList());
        assertThat(found).extracting(item -> item.path("post_id").asText()).containsExactlyElementsOf(posts);
        assertUsed(publisher, items);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(publisher.items(onlyBatch(publisher), 200))
                        .allSatisfy(
                                item -> assertThat(item.path("status").asText()).isEqualTo("ready")));
        try (TopicReader<AudioJob> jobs = new TopicReader<>(platform.kafkaBootstrap(), Topics.AUDIO_JOBS_BULK)) {
            assertThat(jobs.all())
                    .filteredOn(job -> job.siteId() == publisher.site().id())
                    .extracting(job -> job.article().postId().value())
                    .containsExactlyElementsOf(posts);
        }
    }

    private static void assertUsed(Publisher publisher, int posts) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(publisher.usage()).isEqualTo(new Usage(posts, 0)));
    }

    private static Map<?, ?> counts(JsonNode counts) {
        return Json.mapper().convertValue(counts, Map.class);
    }

    private static List<JsonNode> told(Publisher publisher) {
        return receiver.requests().stream()
                .filter(request -> request.uri().getPath().equals(path(publisher)))
                .map(BulkPlatformIT::json)
                .toList();
    }

    private static JsonNode json(ReceivedRequest request) {
        try {
            return Json.mapper().readTree(request.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
