package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.standalone.terminal.ProgressLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sends batches one after the other and watches them until all of their articles have ended. For one thread. */
final class BulkRun {

    /** Far below the smallest plan's limit of requests. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private static final int LISTINGS = 30;

    /**
     * The speed of the articles so far, and from it the time that the others will take.
     *
     * @param since when the first progress was read
     * @param endedBefore how many articles had ended then
     */
    private record Pace(Instant since, int endedBefore) {

        /** An estimate from a shorter time would jump. */
        private static final Duration LOOKED_FOR = Duration.ofSeconds(5);

        /** For people. Empty if it is too early for an estimate. */
        String words(BatchProgress progress, Instant now) {
            Duration looked = Duration.between(since, now);
            int ended = progress.ended() - endedBefore;
            if (looked.compareTo(LOOKED_FOR) < 0 || ended <= 0 || progress.waiting() == 0) {
                return "";
            }
            double perSecond = ended * 1000.0 / looked.toMillis();
            Duration left = Duration.ofSeconds(Math.round(progress.waiting() / perSecond));
            return ", about " + inWords(left) + " left (" + rate(perSecond) + ")";
        }

        private static String rate(double perSecond) {
            return perSecond >= 1 ? "%.0f a second".formatted(perSecond) : "%.0f a minute".formatted(perSecond * 60);
        }

        private static String inWords(Duration time) {
            if (time.toMinutes() == 0) {
                return time.toSeconds() + " s";
            }
            return time.toHours() == 0
                    ? time.toMinutes() + " min"
                    : time.toHours() + " h " + time.toMinutesPart() + " min";
        }
    }

    private final BulkClient client;
    private final BulkState state;
    private final List<Batch> batches;
    private final ProgressLine line;
    private final List<String> ids = new ArrayList<>();
    /** The progress of each batch, as far as it is known. The shutdown hook reads it too. */
    private volatile List<BatchProgress> known = List.of();

    private Pace pace;

    BulkRun(BulkClient client, BulkState state, List<Batch> batches, ProgressLine line) {
        this.client = client;
        this.state = state;
        this.batches = batches;
        this.line = line;
    }

    /**
     * @param callbackUrl may be null
     * @param what there is to send, for people
     */
    BulkSummary run(String callbackUrl, String what) throws IOException, InterruptedException {
        client.greet();
        line.say(what);
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            line.show(0, "sending " + batch.items() + " articles" + ofAll(i));
            String id = state.taken(batch).orElse(null);
            if (id == null) {
                id = client.upload(batch, callbackUrl);
                state.take(batch, id);
            }
            ids.add(id);
        }
        known = batches.stream()
                .map(batch -> BatchProgress.waiting(batch.items()))
                .toList();
        List<ArticleOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            watch(i);
        }
        for (int i = 0; i < batches.size(); i++) {
            outcomes.addAll(outcomes(i));
        }
        state.end();
        return new BulkSummary(total(), ids, outcomes);
    }

    /** Says what will go on if this run is stopped now. */
    String whatGoesOn() {
        if (known.isEmpty()) {
            return "Stopped sending. The same command sends what is missing.";
        }
        return "Stopped watching; the platform goes on with " + total().waiting()
                + " articles. The same command watches them again.";
    }

    private BatchProgress total() {
        return known.stream().reduce(BatchProgress.NONE, BatchProgress::plus);
    }

    private void watch(int index) throws IOException, InterruptedException {
        while (true) {
            List<BatchProgress> now = new ArrayList<>(known);
            now.set(index, client.progress(ids.get(index)));
            known = List.copyOf(now);
            show();
            if (known.get(index).hasEnded()) {
                return;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void show() {
        BatchProgress total = total();
        Instant now = Instant.now();
        if (pace == null) {
            pace = new Pace(now, total.ended());
        }
        line.show(total.percent(), total.words() + pace.words(total, now));
    }

    /** The list of items may be a moment behind the counts, which the API knows from the upload. */
    private List<ArticleOutcome> outcomes(int index) throws IOException, InterruptedException {
        List<ArticleLines.Place> places = batches.get(index).places();
        List<JsonNode> items = client.items(ids.get(index));
        for (int listing = 1; items.size() < places.size() && listing < LISTINGS; listing++) {
            Thread.sleep(POLL.toMillis());
            items = client.items(ids.get(index));
        }
        List<ArticleOutcome> outcomes = new ArrayList<>();
        for (JsonNode item : items) {
            int at = item.path("index").asInt();
            if (at < places.size()) {
                outcomes.add(ArticleOutcome.of(item, places.get(at), ids.get(index)));
            }
        }
        return outcomes;
    }

    private String ofAll(int index) {
        return batches.size() == 1 ? "" : ", batch " + (index + 1) + " of " + batches.size();
    }
}
