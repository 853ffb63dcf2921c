package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;

/** How many articles of a batch have got how far. */
record BatchProgress(boolean closed, int waiting, int ready, int failed, int rejected) {

    static BatchProgress of(JsonNode data) {
        JsonNode counts = data.path("counts");
        return new BatchProgress(
                data.path("closed").asBoolean(),
                counts.path("pending").asInt() + counts.path("generating").asInt(),
                counts.path("ready").asInt(),
                counts.path("failed").asInt(),
                counts.path("rejected").asInt());
    }

    boolean ended() {
        return closed && waiting == 0;
    }

    int percent() {
        int ended = ready + failed + rejected;
        return ended == 0 ? 0 : 100 * ended / (ended + waiting);
    }

    BatchProgress plus(BatchProgress other) {
        return new BatchProgress(
                closed && other.closed,
                waiting + other.waiting,
                ready + other.ready,
                failed + other.failed,
                rejected + other.rejected);
    }

    /** For people. */
    String words() {
        return "%d ready, %d failed, %d rejected, %d to go".formatted(ready, failed, rejected, waiting);
    }
}
