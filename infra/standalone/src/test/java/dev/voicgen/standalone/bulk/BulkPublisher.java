package dev.voicgen.standalone.bulk;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.standalone.SessionCaller;
import dev.voicgen.standalone.TestSite;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A site with its key, and what it can find out about its batches. */
record BulkPublisher(TestSite site, ApiCaller api) {

    private static final Duration POLL = Duration.ofMillis(500);

    /** @param used settled and reserved posts of the month */
    record Usage(int used, int reserved) {}

    static BulkPublisher make(SessionCaller operator, URI api) {
        TestSite site = TestSite.make(operator);
        return new BulkPublisher(site, new ApiCaller(api, site.key()));
    }

    /** The same site at another address. */
    BulkPublisher at(URI other) {
        return new BulkPublisher(site, new ApiCaller(other, site.key()));
    }

    JsonNode batch(String id) {
        return api.get("/v1/audio/bulk/" + id + "?limit=1").data();
    }

    /** Waits until the batch has come whole and no item is open; answers its counts. */
    JsonNode awaitEnd(String id, Duration deadline) {
        return await().atMost(deadline)
                .pollInterval(POLL)
                .until(
                        () -> batch(id),
                        batch -> batch.path("complete").asBoolean()
                                && batch.at("/counts/pending").asInt(1)
                                                + batch.at("/counts/generating").asInt()
                                        == 0)
                .path("counts");
    }

    /** All items, page by page. */
    List<JsonNode> items(String id, int pageSize) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = api.get("/v1/audio/bulk/" + id + "?limit=" + pageSize + cursor)
                    .data();
            page.path("items").forEach(items::add);
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.path("next_cursor").asText();
        }
        return items;
    }

    Usage usage() {
        JsonNode usage = api.get("/v1/usage").data();
        return new Usage(usage.path("used").asInt(-1), usage.path("reserved").asInt(-1));
    }
}
