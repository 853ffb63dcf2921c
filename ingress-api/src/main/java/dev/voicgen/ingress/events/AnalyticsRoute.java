package dev.voicgen.ingress.events;

import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.platform.analytics.AnalyticsQuery;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/analytics?from=&to=&group_by=day|post}. Thread-safe. */
public final class AnalyticsRoute {

    private final DatabaseReads reads;

    public AnalyticsRoute(DatabaseReads reads) {
        this.reads = reads;
    }

    public CompletableFuture<?> handle(Context ctx, Caller caller) {
        AnalyticsQuery query = AnalyticsQuery.of(ctx);
        return reads.require(handle -> query.ask(handle, caller.site().siteId()))
                .thenAccept(report -> Envelope.success(ctx, 200, "OK", report));
    }
}
