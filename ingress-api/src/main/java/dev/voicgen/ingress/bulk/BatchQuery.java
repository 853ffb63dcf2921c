package dev.voicgen.ingress.bulk;

import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.http.Context;
import java.util.List;

/**
 * Which items of a batch are asked for.
 *
 * @param status null: any
 */
record BatchQuery(long siteId, BatchId batch, Page page, String status) {

    private static final List<String> STATUSES = List.of("pending", "generating", "ready", "failed", "rejected");

    /** @throws FailedRequest with 404 where there can be no such batch, 422 where a parameter is wrong */
    static BatchQuery of(Context ctx, long siteId) {
        BatchId batch = BatchId.parse(ctx.pathParam("batch_id")).orElseThrow(BatchQuery::unknown);
        Input input = Input.parameters(ctx);
        String status = input.choice("status", STATUSES).orElse(null);
        Page page = Page.of(input);
        input.check();
        return new BatchQuery(siteId, batch, page, status);
    }

    static FailedRequest unknown() {
        return new FailedRequest(ApiError.of(404, "not_found", "There is no such batch."));
    }
}
