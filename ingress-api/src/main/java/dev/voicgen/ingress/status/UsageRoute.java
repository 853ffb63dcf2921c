package dev.voicgen.ingress.status;

import dev.voicgen.catalog.UsageAnswer;
import dev.voicgen.contracts.site.SiteCommand.UsageAsked;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/usage}: asked on the site's log, so that it is what the next submission will meet. Thread-safe. */
public final class UsageRoute {

    private final AdmissionClient admission;

    public UsageRoute(AdmissionClient admission) {
        this.admission = admission;
    }

    public CompletableFuture<?> handle(Context ctx, RouteGate.Caller caller) {
        return admission
                .ask(
                        (requestId, admitBy) -> new UsageAsked(
                                requestId, caller.site().siteId(), caller.key().hash(), admitBy),
                        AdmissionClient.DEADLINE)
                .thenAccept(verdict -> answer(ctx, verdict));
    }

    private static void answer(Context ctx, Optional<Verdict> verdict) {
        if (verdict.orElse(null) instanceof Verdict.Usage usage) {
            Envelope.success(ctx, 200, "OK", UsageAnswer.of(usage.quota()));
        } else {
            Envelope.failure(ctx, ApiRefusals.of(verdict));
        }
    }
}
