package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.standalone.PlatformFixture;
import dev.voicgen.standalone.TopicRecords;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.testkit.http.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/**
 * A whole platform whose publishers have one batch each, a receiver of their callbacks, and what can be found out about
 * both. Not for use by several threads.
 */
final class BulkPlatform implements AutoCloseable {

    /** Of each kind, single and bulk. */
    static final int SLOTS = 2;

    static final Duration DEADLINE = Duration.ofMinutes(2);

    /** In which a callback that is one too many would have been written. */
    private static final Duration SECOND_THOUGHTS = Duration.ofSeconds(1);

    /** The sites' log of one partition has one order, across sites too. */
    private static final Map<String, String> SETTINGS =
            Map.of("VOICGEN_KAFKA_PARTITIONS", "1", "VOICGEN_WORKER_SLOTS", String.valueOf(SLOTS));

    private final PlatformFixture services;
    private final HttpReceiver receiver;
    private final Jdbi jdbi;

    private BulkPlatform(PlatformFixture services, HttpReceiver receiver) {
        this.services = services;
        this.receiver = receiver;
        this.jdbi = Jdbi.create(services.databaseUrl());
    }

    static BulkPlatform start(Path data) throws IOException {
        PlatformFixture services = PlatformFixture.start(data, SETTINGS);
        return new BulkPlatform(services, HttpReceiver.start());
    }

    PlatformFixture services() {
        return services;
    }

    BulkPublisher newPublisher() {
        return BulkPublisher.make(services.operator(), services.ingressUrl());
    }

    /** Sends the publisher's batch, always with the same idempotency key and a callback URL of its own. */
    CompletableFuture<ApiCaller.Reply> upload(BulkPublisher publisher, String lines) {
        return publisher.api().upload(lines, "import-1", receiver.url(path(publisher)));
    }

    /** Waits until the publisher's batch has an item: it is in the middle of its upload. */
    void awaitFirstItem(BulkPublisher publisher) {
        await().atMost(DEADLINE).until(() -> count("batch_item", "true", publisher) > 0);
    }

    String onlyBatch(BulkPublisher publisher) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from batch where site_id = :site")
                .bind("site", publisher.site().id())
                .mapTo(String.class)
                .one());
    }

    /** What the publisher was told by callbacks, once {@code count} of them have been delivered and no other one follows. */
    List<JsonNode> awaitTold(BulkPublisher publisher, int count, Duration deadline) {
        await().atMost(deadline)
                .during(SECOND_THOUGHTS)
                .until(() -> count("webhook_delivery", "status = 'delivered'", publisher) == count
                        && count("webhook_delivery", "true", publisher) == count);
        return receiver.requests().stream()
                .filter(request -> request.uri().getPath().equals(path(publisher)))
                .map(BulkPlatform::json)
                .toList();
    }

    /**
     * Asserts by the publisher's only batch, by its usage and by the jobs on the log that each of {@link Lines#of} was
     * admitted once, and waits until all are ready.
     */
    void assertEachMadeOnce(BulkPublisher publisher, String name, int items) {
        List<String> posts = IntStream.range(0, items)
                .mapToObj(index -> BulkLines.post(name, index))
                .toList();
        publisher.awaitEnd(onlyBatch(publisher), DEADLINE);
        List<JsonNode> listed = publisher.items(onlyBatch(publisher), 50);
        assertThat(listed)
                .extracting(item -> item.path("index").asInt())
                .containsExactlyElementsOf(IntStream.range(0, items).boxed().toList());
        assertThat(listed).extracting(item -> item.path("post_id").asText()).containsExactlyElementsOf(posts);
        assertThat(listed).extracting(item -> item.path("status").asText()).containsOnly("ready");
        assertUsed(publisher, items);
        try (TopicRecords<AudioJob> jobs = new TopicRecords<>(services.kafkaBootstrap(), Topics.AUDIO_JOBS_BULK)) {
            assertThat(jobs.all())
                    .filteredOn(job -> job.siteId() == publisher.site().id())
                    .extracting(job -> job.article().postId().value())
                    .containsExactlyElementsOf(posts);
        }
    }

    /** Asserts that as many posts of the month are used up and none is reserved any more. */
    void assertUsed(BulkPublisher publisher, int posts) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(publisher.usage()).isEqualTo(new BulkPublisher.Usage(posts, 0)));
    }

    @Override
    public void close() {
        receiver.close();
        services.close();
    }

    private int count(String table, String condition, BulkPublisher publisher) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from " + table + " where site_id = :site and " + condition)
                .bind("site", publisher.site().id())
                .mapTo(Integer.class)
                .one());
    }

    private static String path(BulkPublisher publisher) {
        return "/" + publisher.site().id();
    }

    private static JsonNode json(ReceivedRequest request) {
        try {
            return Json.mapper().readTree(request.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
