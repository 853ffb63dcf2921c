package dev.voicgen.ingress.generate;

import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.status.RequestedAudio;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.JsonBody;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** {@code POST /v1/audio/generate}. Thread-safe. */
public final class GenerateRoute {

    private final SubmissionReader submissions;
    private final AdmissionClient admission;
    private final VerdictAnswers answers;

    public GenerateRoute(Supplier<Voices> voices, AdmissionClient admission, VerdictAnswers answers) {
        this.submissions = new SubmissionReader(voices);
        this.admission = admission;
        this.answers = answers;
    }

    public CompletableFuture<?> handle(Context ctx, Caller caller) {
        Submission submission = submissions.read(JsonBody.read(ctx), caller.site());
        long siteId = caller.site().siteId();
        // The article itself is not kept while the verdict is awaited.
        RequestedAudio request = RequestedAudio.of(siteId, submission.article());
        return admission
                .ask(siteId, caller.key().hash(), submission.regenerate(), submission.article())
                .thenCompose(verdict -> answers.write(ctx, request, verdict));
    }
}
