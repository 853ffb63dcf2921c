package dev.voicgen.standalone.bulk;

import static dev.voicgen.standalone.bulk.BulkPlatform.DEADLINE;
import static dev.voicgen.standalone.bulk.BulkPlatform.SLOTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sites with backlogs and a third one with a single article share the workers of one platform. */
class BulkFairnessIT {

    private static final int ITEMS = 40;

    /** While these are spoken a single one can be let in before the next job begins. */
    private static final int FIRST_LONG = 10;

    private static final int LONG_SENTENCES = 15;
    private static final int LONG_ONES = 4;

    @TempDir
    Path data;

    @Test
    void sitesShareTheWorkersAndASingleSubmissionPassesThem() throws IOException {
        try (BulkPlatform platform = BulkPlatform.start(data.resolve("data"));
                WorkLog log = new WorkLog(platform.services().kafkaBootstrap())) {
            Publisher first = platform.newPublisher();
            Publisher second = platform.newPublisher();
            Publisher single = platform.newPublisher();

            CompletableFuture.allOf(platform.upload(first, lines("first")), platform.upload(second, lines("second")))
                    .join();
            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> log.hasStarted(first.site().id(), Lines.post("first", FIRST_LONG)));
            assertThat(single.api()
                            .generate(Map.of("post_id", "single", "content", Lines.content("single", 1)))
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

    private static String lines(String name) {
        return Lines.of(
                name, ITEMS, index -> index >= FIRST_LONG && index < FIRST_LONG + LONG_ONES ? LONG_SENTENCES : 1);
    }
}
