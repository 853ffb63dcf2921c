package dev.voicgen.ingress.bulk;

import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import dev.voicgen.platform.http.ListPage;
import dev.voicgen.platform.http.Slice;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which items of a batch are asked for.
 *
 * @param status null: any
 */
record BatchQuery(long siteId, BatchId batch, Slice slice, String status) {

    private static final Set<String> STATUSES = Set.of("pending", "generating", "ready", "failed", "rejected");

    /** @throws FailedRequest with 404 where there can be no such batch, 422 where a parameter is wrong */
    static BatchQuery of(Context ctx, long siteId) {
        BatchId batch = BatchId.parse(ctx.pathParam("batch_id")).orElseThrow(BatchQuery::unknown);
        String status = ctx.queryParam("status");
        if (status != null && !STATUSES.contains(status)) {
            throw new FailedRequest(Failure.invalid(Map.of("status", List.of("The selected status is invalid."))));
        }
        return new BatchQuery(siteId, batch, ListPage.slice(ctx), status);
    }

    /** The cursor counts the items before it: those that have been seen. */
    long firstIndex() {
        return slice.equals(Slice.newest(slice.limit())) ? 0 : slice.before();
    }

    static FailedRequest unknown() {
        return new FailedRequest(Failure.of(404, "not_found", "There is no such batch."));
    }
}
