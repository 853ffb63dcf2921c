package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.standalone.ApiCaller.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch in numbers, from the upload to its last callback, through an ingress with a heap of 256 MiB. The system property
 * {@code bulk.items} makes it larger, up to 10,000 items, which come in 60 MiB.
 */
class LargeBatchIT {

    private static final int ITEMS = Integer.getInteger("bulk.items", 60);

    /** A third of a second for each item: far more than was ever seen. */
    private static final Duration DEADLINE = BulkPlatform.DEADLINE.plusSeconds(ITEMS / 3);

    @TempDir
    Path data;

    @Test
    void everyItemIsMadeAndToldOnce() throws IOException {
        try (BulkPlatform platform = BulkPlatform.start(data.resolve("data"))) {
            Publisher publisher = platform.newPublisher();

            Reply accepted =
                    platform.upload(publisher, Lines.of("large", ITEMS)).join();

            String batch = accepted.data().path("batch_id").asText();
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.data().path("items").asInt()).isEqualTo(ITEMS);
            assertThat(counts(publisher.awaitEnd(batch, DEADLINE)))
                    .isEqualTo(Map.of("pending", 0, "generating", 0, "ready", ITEMS, "failed", 0, "rejected", 0));
            platform.assertEachMadeOnce(publisher, "large", ITEMS);
            List<JsonNode> told = platform.awaitTold(publisher, ITEMS + 1, DEADLINE);
            assertThat(told).hasSize(ITEMS + 1);
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
                                .isEqualTo(Map.of("ready", ITEMS, "failed", 0, "rejected", 0));
                    });
        }
    }

    private static boolean isOf(JsonNode notice, String type) {
        return notice.path("type").asText().equals(type);
    }

    private static Map<?, ?> counts(JsonNode counts) {
        return Json.mapper().convertValue(counts, Map.class);
    }
}
