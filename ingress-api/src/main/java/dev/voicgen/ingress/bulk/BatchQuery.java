package dev.voicgen.ingress.bulk;

import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.ListPage;
import dev.voicgen.platform.http.Slice;
import io.javalin.http.Context;
import java.util.List;

/**
 * Which items of a batch are asked for.
 *
 * @param status null: any
 */
record BatchQuery(long siteId, BatchId batch, Slice slice, String status) {

    private static final List<String> STATUSES = List.of("pending", "generating", "ready", "failed", "rejected");

    /** @throws FailedRequest with 404 where there can be no such batch, 422 where a parameter is wrong */
    static BatchQuery of(Context ctx, long siteId) {
        BatchId batch = BatchId.parse(ctx.pathParam("batch_id")).orElseThrow(BatchQuery::unknown);
        Input input = Input.parameters(ctx);
        String status = input.choice("status", STATUSES).orElse(null);
        Slice slice = ListPage.slice(input);
        input.check();
        return new BatchQuery(siteId, batch, slice, status);
    }

    /** The cursor counts the items before it: those that have been seen. */
    long firstIndex() {
        return slice.equals(Slice.newest(slice.limit())) ? 0 : slice.before();
    }

    static FailedRequest unknown() {
        return new FailedRequest(ApiError.of(404, "not_found", "There is no such batch."));
    }
}
