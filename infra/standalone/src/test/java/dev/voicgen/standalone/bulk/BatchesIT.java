package dev.voicgen.standalone.bulk;

import static dev.voicgen.standalone.bulk.BulkPlatform.SLOTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.testkit.TestSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Batches on one platform, alone and side by side. */
class BatchesIT extends OnBulkPlatform {

    /** Of the large batch; the system property makes it larger, up to 10,000, which come in 60 MiB. */
    private static final int MANY = TestSize.of("bulk.items", 30, 1_000);

    /** A third of a second for each item: far more than was ever seen. */
    private static final Duration DEADLINE = BulkPlatform.DEADLINE.plusSeconds(MANY / 3);

    /** Of each batch where there are several. */
    private static final int ITEMS = 40;

    /** While these are spoken a single one can be let in before the next job begins. */
    private static final int FIRST_LONG = 10;

    private static final int LONG_SENTENCES = 15;
    private static final int LONG_ONES = 4;

    @Test
    void every_item_is_made_and_told_once_through_a_heap_of_256_mib() {
        BulkPublisher publisher = platform.newPublisher();

        ApiCaller.Reply accepted =
                platform.upload(publisher, BulkLines.of("large", MANY)).join();

        String batch = accepted.data().path("batch_id").asText();
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.data().path("items").asInt()).isEqualTo(MANY);
        assertThat(counts(publisher.awaitEnd(batch, DEADLINE)))
                .isEqualTo(Map.of("pending", 0, "generating", 0, "ready", MANY, "failed", 0, "rejected", 0));
        platform.assertEachMadeOnce(publisher, "large", MANY);
        List<JsonNode> told = platform.awaitTold(publisher, MANY + 1, DEADLINE);
        assertThat(told).hasSize(MANY + 1);
        assertThat(told)
                .filteredOn(notice -> isOf(notice, "audio.ready"))
                .extracting(notice -> notice.at("/data/id").asLong())
                .containsExactlyInAnyOrderElementsOf(publisher.items(batch, 200).stream()
                        .map(item -> item.path("id").asLong())
                        .toList());
        assertThat(told)
                .filteredOn(notice -> isOf(notice, "batch.completed"))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.at("/data/batch_id").asText()).isEqualTo(batch);
                    assertThat(counts(notice.at("/data/counts")))
                            .isEqualTo(Map.of("ready", MANY, "failed", 0, "rejected", 0));
                });
    }

    @Test
    void sites_share_the_workers_and_a_single_submission_passes_them() {
        try (WorkLog log = new WorkLog(platform.services().kafkaBootstrap())) {
            BulkPublisher first = platform.newPublisher();
            BulkPublisher second = platform.newPublisher();
            BulkPublisher single = platform.newPublisher();

            CompletableFuture.allOf(platform.upload(first, lines("first")), platform.upload(second, lines("second")))
                    .join();
            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> log.hasStarted(first.site().id(), BulkLines.post("first", FIRST_LONG)));
            assertThat(single.api()
                            .generate(Map.of("post_id", "single", "content", BulkLines.content("single", 1)))
                            .status())
                    .isEqualTo(202);
            first.awaitEnd(platform.onlyBatch(first), DEADLINE);
            second.awaitEnd(platform.onlyBatch(second), DEADLINE);

            log.read();
            assertThat(log.startsBetweenRequestAndStartOf(single.site().id())).isLessThanOrEqualTo(SLOTS);
            assertThat(log.endsAfterTheEndOf(single.site().id())).isGreaterThan(ITEMS / 2);
            assertThat(log.shareOfTheFirstThird(first.site().id(), second.site().id()))
                    .isBetween(0.35, 0.65);
        }
    }

    private static boolean isOf(JsonNode notice, String type) {
        return notice.path("type").asText().equals(type);
    }

    private static Map<?, ?> counts(JsonNode counts) {
        return Json.mapper().convertValue(counts, Map.class);
    }

    private static String lines(String name) {
        return BulkLines.of(
                name, ITEMS, index -> index >= FIRST_LONG && index < FIRST_LONG + LONG_ONES ? LONG_SENTENCES : 1);
    }
}
