package dev.voicgen.ingress.events;

import dev.voicgen.catalog.AnalyticsCounts;
import dev.voicgen.catalog.AnalyticsRequest;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/analytics?from=&to=&group_by=day|post}. Thread-safe. */
public final class AnalyticsRoute {

    private final DatabaseReads reads;

    public AnalyticsRoute(DatabaseReads reads) {
        this.reads = reads;
    }

    public CompletableFuture<?> handle(Context ctx, RouteGate.Caller caller) {
        AnalyticsRequest request = AnalyticsRequest.of(ctx);
        return reads.require(
                        handle -> AnalyticsCounts.answer(handle, caller.site().siteId(), request))
                .thenAccept(data -> Envelope.success(ctx, 200, "OK", data));
    }
}
