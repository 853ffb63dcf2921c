package dev.voicgen.standalone.bulk;

import dev.voicgen.standalone.demo.ProgressBoard;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Sends batches one after the other and watches them until all of their articles have ended. For one thread. */
final class BulkRun {

    /** Far below the smallest plan's limit of requests. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private static final int LISTINGS = 30;

    private final BulkClient client;
    private final BulkState state;
    private final List<Batch> batches;
    private final ProgressBoard board;
    private final Map<Batch, String> ids = new LinkedHashMap<>();

    BulkRun(BulkClient client, BulkState state, List<Batch> batches, PrintStream out) {
        this.client = client;
        this.state = state;
        this.batches = batches;
        this.board = new ProgressBoard(
                out, IntStream.range(0, batches.size()).mapToObj(BulkRun::name).toList());
    }

    /** @param callbackUrl may be null */
    BulkSummary run(String callbackUrl) throws IOException, InterruptedException {
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            board.show(name(i), "sending " + batch.items() + " articles", 0);
            ids.put(batch, state.taken(batch).orElse(null));
            if (ids.get(batch) == null) {
                ids.put(batch, client.upload(batch, callbackUrl));
                state.take(batch, ids.get(batch));
            }
            board.show(name(i), batch.items() + " to go", 0);
        }
        BatchProgress total = new BatchProgress(true, 0, 0, 0, 0);
        List<BulkSummary.Fault> faults = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            BatchProgress end = watch(i);
            total = total.plus(end);
            faults.addAll(faults(ids.get(batches.get(i)), end.failed() + end.rejected()));
        }
        state.end();
        return new BulkSummary(total, faults);
    }

    private BatchProgress watch(int index) throws IOException, InterruptedException {
        while (true) {
            BatchProgress progress = client.progress(ids.get(batches.get(index)));
            board.show(name(index), progress.words(), progress.percent());
            if (progress.ended()) {
                return progress;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** The list of items may be a moment behind the counts, which the API knows from the upload. */
    private List<BulkSummary.Fault> faults(String batchId, int expected) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            List<BulkSummary.Fault> faults = new ArrayList<>();
            for (String status : List.of("failed", "rejected")) {
                client.items(batchId, status).forEach(item -> faults.add(BulkSummary.Fault.of(item)));
            }
            if (faults.size() >= expected || attempt == LISTINGS) {
                return faults;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static String name(int index) {
        return "batch " + (index + 1);
    }
}
