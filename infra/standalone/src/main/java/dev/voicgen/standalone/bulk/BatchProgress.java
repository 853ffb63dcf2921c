package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** How many articles have got how far. */
record BatchProgress(boolean closed, int waiting, int ready, int failed, int rejected) {

    static final BatchProgress NONE = new BatchProgress(true, 0, 0, 0, 0);

    /** A batch of which no more is known than its size. */
    static BatchProgress waiting(int items) {
        return new BatchProgress(false, items, 0, 0, 0);
    }

    static BatchProgress of(JsonNode data) {
        JsonNode counts = data.path("counts");
        return new BatchProgress(
                data.path("closed").asBoolean(),
                counts.path("pending").asInt() + counts.path("generating").asInt(),
                counts.path("ready").asInt(),
                counts.path("failed").asInt(),
                counts.path("rejected").asInt());
    }

    boolean hasEnded() {
        return closed && waiting == 0;
    }

    int ended() {
        return ready + failed + rejected;
    }

    int items() {
        return ended() + waiting;
    }

    int percent() {
        return ended() == 0 ? 0 : 100 * ended() / items();
    }

    BatchProgress plus(BatchProgress other) {
        return new BatchProgress(
                closed && other.closed,
                waiting + other.waiting,
                ready + other.ready,
                failed + other.failed,
                rejected + other.rejected);
    }

    /** For people, without what there is none of. */
    String words() {
        StringJoiner words = new StringJoiner(", ");
        words.add(ready + " ready");
        if (failed > 0) {
            words.add(failed + " failed");
        }
        if (rejected > 0) {
            words.add(rejected + " rejected");
        }
        return words.add(waiting + " to go").toString();
    }
}
