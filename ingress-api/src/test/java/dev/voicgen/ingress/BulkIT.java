package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.BatchClosed;
import dev.voicgen.contracts.site.SiteCommand.BatchItemRefused;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.ScriptedBatches;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/audio/bulk}, one test for each answer. */
class BulkIT {

    private static final String TEXT = "A sentence that is long enough to be spoken, and then some more of it.";
    private static final String PATH = "/v1/audio/bulk";
    private static final String LINES = "application/x-ndjson";
    private static final String DOCUMENT = "application/json";

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void bulk_202_lines() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::byName);

        Answer answer = post(
                site,
                PATH + "?callback_url=http://127.0.0.1:9/hook",
                LINES,
                item("new") + "\n\n" + item("under-way") + "\r\n" + item("made") + "\n" + item("refused"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.message()).isEqualTo("Batch accepted");
        assertThat(answer.data().get("batch_id").asText()).matches("batch_[0-9a-f]{32}");
        assertThat(answer.data().get("items").asInt()).isEqualTo(4);
        assertThat(answer.data().get("complete").asBoolean()).isTrue();
        assertThat(answer.data().get("counts").toString())
                .isEqualTo("{\"pending\":2,\"generating\":0,\"ready\":1,\"failed\":0,\"rejected\":1}");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("599");
        assertThat(batches.opened()).singleElement().satisfies(opening -> {
            assertThat(opening.callbackUrl()).isEqualTo("http://127.0.0.1:9/hook");
            assertThat(opening.keyHash()).isEqualTo(site.key().hash());
        });
        assertThat(batches.requested()).extracting(GenerateRequested::item).containsExactly(places(answer, 4));
        assertThat(batches.requested()).allSatisfy(request -> {
            assertThat(request.keyHash()).isEqualTo(site.key().hash());
            assertThat(request.admitBy()).isAfter(Instant.now().plusSeconds(60));
        });
        assertThat(batches.closed()).singleElement().satisfies(closing -> {
            assertThat(closing.items()).isEqualTo(4);
            assertThat(closing.complete()).isTrue();
        });
    }

    @Test
    void bulk_202_compressed_in_any_number_of_members() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int member = 0; member < 3; member++) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(members)) {
                for (int i = 0; i < 100; i++) {
                    gzip.write(utf8(item("compressed-" + member + "-" + i) + "\n"));
                }
            }
        }
        byte[] whole = members.toByteArray();
        byte[] broken = Arrays.copyOf(whole, whole.length - 4);

        Answer taken = post(site, PATH, LINES, BodyPublishers.ofByteArray(whole), "Content-Encoding", "gzip");
        Answer cut = post(site, PATH, LINES, BodyPublishers.ofByteArray(broken), "Content-Encoding", "gzip");
        Answer none = post(site, PATH, LINES, item("plain"), "Content-Encoding", "gzip");
        Answer unknown = post(site, PATH, LINES, item("plain"), "Content-Encoding", "br");

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.data().get("items").asInt()).isEqualTo(300);
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.code()).isEqualTo("malformed_gzip");
        assertThat(cut.data().get("complete").asBoolean()).isFalse();
        assertThat(none.code()).isEqualTo("malformed_gzip");
        assertThat(unknown.status()).isEqualTo(415);
    }

    @Test
    void bulk_202_document_with_the_callback_behind_the_items() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);

        Answer answer = post(
                site,
                PATH,
                DOCUMENT,
                "{\"note\":{\"items\":[1]},\"items\":[" + item("a") + ", " + item("b")
                        + "],\n\"callback_url\":\"https://blog.example/hook\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.data().get("items").asInt()).isEqualTo(2);
        assertThat(batches.opened())
                .singleElement()
                .satisfies(opening -> assertThat(opening.callbackUrl()).isEqualTo("https://blog.example/hook"));
        assertThat(batches.requested())
                .extracting(request -> request.article().postId().value())
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {LINES, DOCUMENT})
    void bulk_202_each_item_fails_alone(String type) throws Exception {
        SiteWithKey site = known(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.PLUGIN));
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        List<String> items = List.of(
                item("first"),
                "{\"post_id\":\"broken\",}",
                "[]",
                "{\"post_id\":\"a/b\",\"content\":\"short\"}",
                "{\"post_id\":\"dear\",\"voice_id\":2,\"content\":\"" + TEXT + "\"}",
                "{\"post_id\":\"twice\",\"post_id\":\"twice\"}",
                "{\"post_id\":\"large\",\"content\":\"" + "x".repeat(1024 * 1024) + "\"}",
                item("last"));

        Answer answer = post(
                site,
                PATH,
                type,
                LINES.equals(type) ? String.join("\n", items) : "{\"items\":[" + String.join(",", items) + "]}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.data().at("/counts/pending").asInt()).isEqualTo(2);
        assertThat(answer.data().at("/counts/rejected").asInt()).isEqualTo(6);
        assertThat(batches.requested())
                .extracting(request -> request.item().index())
                .containsExactly(0, 7);
        assertThat(batches.refused())
                .extracting(BatchItemRefused::code)
                .containsExactly(
                        "malformed_json",
                        "validation_failed",
                        "validation_failed",
                        "plan_restriction",
                        "malformed_json",
                        "item_too_large");
        assertThat(batches.refused())
                .extracting(BatchItemRefused::postId)
                .containsExactly(null, null, "a/b", "dear", null, null);
        assertThat(batches.refused().get(2).message())
                .isEqualTo("The post id field must be 1 to 191 printable characters without a slash: there is U+002F at"
                        + " character 2. (and 1 more error)");
    }

    @Test
    void bulk_202_again_with_the_same_key_is_the_same_batch() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        SiteWithKey other = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::byName);
        ScriptedBatches.of(ingress.admission, id(other), BulkIT::byName);
        String lines = item("new") + "\n" + item("refused");

        Answer first = post(site, PATH, LINES, lines, "Idempotency-Key", "import-1");
        Answer again = post(site, PATH, LINES, lines, "Idempotency-Key", "import-1");
        Answer another = post(site, PATH, LINES, lines, "Idempotency-Key", "import-2");
        Answer theirs = post(other, PATH, LINES, lines, "Idempotency-Key", "import-1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(List.of(first, another, theirs))
                .extracting(answer -> answer.data().get("batch_id").asText())
                .doesNotHaveDuplicates();
        assertThat(batches.opened()).hasSize(3);
    }

    @Test
    void bulk_202_again_with_the_same_key_tells_how_far_the_items_are_now() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        String lines = item("a") + "\n" + item("b");
        String batch = post(site, PATH, LINES, lines, "Idempotency-Key", "import")
                .data()
                .get("batch_id")
                .asText();
        ingress.database.useHandle(handle -> {
            handle.execute(
                    "insert into batch (id, site_id, opened_at, closed_at, items, complete) values (?, ?, now(), now(), 2, true)",
                    batch,
                    id(site));
            handle.execute(
                    "insert into batch_item (batch_id, index, site_id, post_id, language, job_id, outcome)"
                            + " values (?, 0, ?, 'a', 'en', 9001, 'ready'), (?, 1, ?, 'b', 'en', 9002, 'failed')",
                    batch,
                    id(site),
                    batch,
                    id(site));
        });

        Answer again = post(site, PATH, LINES, lines, "Idempotency-Key", "import");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.data().at("/counts/ready").asInt()).isEqualTo(1);
        assertThat(again.data().at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(again.data().at("/counts/pending").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {LINES, DOCUMENT})
    void bulk_422_key_used_for_another_body_before(String type) throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        Answer first = post(site, PATH, type, body(type, item("a")), "Idempotency-Key", "import");

        Answer other = post(site, PATH, type, body(type, item("b")), "Idempotency-Key", "import");
        Answer same = post(site, PATH, type, body(type, item("a")), "Idempotency-Key", "import");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(other.data().get("batch_id")).isEqualTo(first.data().get("batch_id"));
        assertThat(same.status()).isEqualTo(202);
    }

    private static String body(String type, String item) {
        return type.equals(DOCUMENT) ? "{\"items\":[" + item + "]}" : item;
    }

    @Test
    void bulk_400_broken_document_keeps_the_items_before_the_fault() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);

        Answer answer =
                post(site, PATH, DOCUMENT, "{\"items\":[" + item("a") + "," + item("b") + " " + item("c") + "]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_json");
        assertThat(answer.data().get("items").asInt()).isEqualTo(2);
        assertThat(answer.data().get("complete").asBoolean()).isFalse();
        assertThat(batches.closed())
                .singleElement()
                .satisfies(closing -> assertThat(closing.complete()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"items\":[", "{\"items\":[,]}", "{\"items\":[]}}", "{\"items\":[],\"items\":[]}"})
    void bulk_400_no_json(String body) throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());

        Answer answer = post(site, PATH, DOCUMENT, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_json");
        assertThat(answer.body().has("data")).isFalse();
    }

    @Test
    void bulk_400_a_client_that_hangs_up_half_way_leaves_an_incomplete_batch() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);

        try (Socket socket = upload(site)) {
            socket.getOutputStream()
                    .write(utf8(
                            item("a") + "\n" + item("b") + "\n" + item("half").substring(0, 20)));
        }

        await().until(() -> !batches.closed().isEmpty());
        assertThat(batches.closed()).singleElement().satisfies(closing -> {
            assertThat(closing.items()).isEqualTo(2);
            assertThat(closing.complete()).isFalse();
        });
        assertThat(batches.requested()).hasSize(2);
    }

    @Test
    void bulk_401() throws Exception {
        Answer answer = client.send(
                client.request(PATH).header("Content-Type", LINES).POST(BodyPublishers.ofString(item("a"))));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void bulk_401_the_log_does_not_know_the_key_any_more() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ingress.admission.script(id(site), item -> Optional.empty());
        ingress.admission.scriptQuestions(
                id(site),
                command -> command instanceof BatchClosed closing
                        ? Optional.of(new Verdict.Refused(closing.requestId(), RefusalReason.NOT_FOUND, null))
                        : Optional.empty());

        assertThat(post(site, PATH, LINES, item("a")).status()).isEqualTo(401);
    }

    @Test
    void bulk_403_plan_without_rest() throws Exception {
        SiteWithKey site = known(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(post(site, PATH, LINES, item("a")).code()).isEqualTo("plan_restriction");
    }

    @Test
    void bulk_405() throws Exception {
        assertThat(client.send(client.request(PATH).PUT(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void bulk_413_too_many_items() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        String lines = IntStream.rangeClosed(0, 10_000)
                .mapToObj(number -> "{\"post_id\":\"post-" + number + "\"}")
                .collect(Collectors.joining("\n"));

        Answer answer = post(site, PATH, LINES, lines);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too_many_items");
        assertThat(answer.data().get("items").asInt()).isEqualTo(10_000);
        assertThat(answer.data().get("complete").asBoolean()).isFalse();
        assertThat(batches.closed())
                .singleElement()
                .satisfies(closing -> assertThat(closing.complete()).isFalse());
    }

    @Test
    void bulk_413_too_large_by_its_length() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        String head = "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + site.key().reveal() + "\r\nContent-Type: " + LINES + "\r\nContent-Length: 67108865\r\n"
                + "Connection: close\r\n\r\n" + " ".repeat(100_000);

        assertThat(client.raw(head)).contains("HTTP/1.1 413").contains("body_too_large");
    }

    @Test
    void bulk_413_too_large_as_it_comes() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        byte[] blank = utf8(" ".repeat(65_535) + "\n");
        List<byte[]> body = new ArrayList<>(Collections.nCopies(1_024, blank));
        body.add(0, utf8(item("a") + "\n"));

        Answer answer = post(site, PATH, LINES, BodyPublishers.ofByteArrays(body));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body_too_large");
        assertThat(answer.data().get("items").asInt()).isEqualTo(1);
        assertThat(answer.data().get("complete").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json; charset=latin1", "multipart/form-data"})
    void bulk_415(String type) throws Exception {
        assertThat(post(known(SitesFixture.inGoodStanding()), PATH, type, item("a"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void bulk_422_nothing_in_it() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);

        for (Answer answer : List.of(
                post(site, PATH, LINES, "\n \n"),
                post(site, PATH, LINES, "\ufeff\r\n"),
                post(site, PATH, DOCUMENT, "{\"items\":[]}"))) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().at("/errors/items/0").asText())
                    .isEqualTo("The items field must have at least 1 item.");
        }
        assertThat(post(site, PATH, DOCUMENT, "{}").message()).isEqualTo("The items field is required.");
        assertThat(post(site, PATH, DOCUMENT, "{\"item\":[" + item("a") + "]}").message())
                .isEqualTo("The items field is required. The body has a field named item.");
        assertThat(batches.opened()).isEmpty();
    }

    @Test
    void bulk_202_behind_a_byte_order_mark() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);

        post(site, PATH, LINES, "\ufeff" + item("a") + "\r\n" + item("b") + "\r\n");
        post(site, PATH, DOCUMENT, "\ufeff{\"items\":[" + item("c") + "]}");

        assertThat(batches.refused()).isEmpty();
        assertThat(batches.requested()).hasSize(3);
    }

    @Test
    void bulk_400_tells_where_the_document_is_no_json() throws Exception {
        Answer answer = post(known(SitesFixture.inGoodStanding()), PATH, DOCUMENT, "{\n  \"items\" oops}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("The body is not valid JSON at line 2, column 11.");
    }

    @Test
    void bulk_422_wrong_types_and_values() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());

        assertThat(post(site, PATH, DOCUMENT, "[]").body().at("/errors/body")).isNotEmpty();
        assertThat(post(site, PATH, DOCUMENT, "{\"items\":{}}").body().at("/errors/items"))
                .isNotEmpty();
        assertThat(post(site, PATH, DOCUMENT, "{\"items\":[" + item("a") + "],\"callback_url\":7}")
                        .body()
                        .at("/errors/callback_url"))
                .isNotEmpty();
        assertThat(post(site, PATH + "?callback_url=ftp://x", LINES, item("a"))
                        .body()
                        .at("/errors/callback_url"))
                .isNotEmpty();
        assertThat(post(site, PATH, LINES, item("a"), "Idempotency-Key", "with space")
                        .body()
                        .at("/errors/idempotency_key"))
                .isNotEmpty();
    }

    @Test
    void bulk_429() throws Exception {
        SiteWithKey site = known(SitesFixture.tight());
        ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        post(site, PATH, LINES, item("a") + "\n" + item("b") + "\n" + item("c"));

        assertThat(post(site, PATH, LINES, item("d")).status()).isEqualTo(202);
        Answer answer = post(site, PATH, LINES, item("e"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    @Test
    void bulk_503_too_many_uploads_of_one_site() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ScriptedBatches batches = ScriptedBatches.of(ingress.admission, id(site), BulkIT::queued);
        SiteWithKey other = known(SitesFixture.inGoodStanding());
        ScriptedBatches.of(ingress.admission, id(other), BulkIT::queued);
        List<Socket> uploads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Socket socket = upload(site);
            socket.getOutputStream().write(utf8(item("a") + "\n" + " ".repeat(100_000) + "\n"));
            uploads.add(socket);
        }
        await().until(() -> batches.requested().size() == 4);

        Answer answer = post(site, PATH, LINES, item("b"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("too_many_uploads");
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(post(other, PATH, LINES, item("b")).status()).isEqualTo(202);
        for (Socket socket : uploads) {
            socket.close();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> post(site, PATH, LINES, item("b")).status() == 202);
    }

    @Test
    void bulk_503_nobody_counts() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ingress.admission.scriptQuestions(id(site), command -> Optional.empty());
        ingress.admission.script(id(site), item -> Optional.empty());

        Answer answer = client.send(client.request(PATH, site)
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", LINES)
                .POST(BodyPublishers.ofString(item("a"))));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("admission_unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.data().get("batch_id").asText()).startsWith("batch_");
    }

    private static Answer post(SiteWithKey site, String path, String type, String body, String... headers)
            throws Exception {
        return post(site, path, type, BodyPublishers.ofString(body), headers);
    }

    private static Answer post(SiteWithKey site, String path, String type, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = client.request(path, site).header("Content-Type", type);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.POST(body));
    }

    /** A connection on which an upload has begun whose end does not come. */
    private static Socket upload(SiteWithKey site) throws Exception {
        Socket socket = new Socket(client.url().getHost(), client.url().getPort());
        socket.getOutputStream()
                .write(utf8("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                        + site.key().reveal() + "\r\nContent-Type: " + LINES + "\r\nContent-Length: 1000000\r\n\r\n"));
        return socket;
    }

    private static BatchItem[] places(Answer answer, int count) {
        String batch = answer.data().get("batch_id").asText();
        return IntStream.range(0, count)
                .mapToObj(index -> new BatchItem(batch, index))
                .toArray(BatchItem[]::new);
    }

    private static Verdict queued(GenerateRequested request) {
        return new Verdict.Queued(request.requestId(), 1, null);
    }

    private static Verdict byName(GenerateRequested request) {
        String id = request.requestId();
        return switch (request.article().postId().value()) {
            case "under-way" -> new Verdict.InProgress(id, 2, true);
            case "made" -> new Verdict.AlreadyReady(id, 3, new ReadyAudio("a.mp3", 1), false);
            case "refused" -> new Verdict.Refused(id, RefusalReason.QUOTA_EXCEEDED, null);
            default -> new Verdict.Queued(id, 1, null);
        };
    }

    private static String item(String postId) {
        return "{\"post_id\":\"" + postId + "\",\"content\":\"" + TEXT + "\"}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long id(SiteWithKey site) {
        return site.site().siteId();
    }

    private static SiteWithKey known(SiteWithKey site) {
        return ingress.sites.add(site);
    }
}
