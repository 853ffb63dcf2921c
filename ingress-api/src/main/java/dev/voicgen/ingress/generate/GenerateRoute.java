package dev.voicgen.ingress.generate;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.admission.Admission;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.JsonBody;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** {@code POST /v1/audio/generate}. Thread-safe. */
public final class GenerateRoute {

    private final SubmissionReader submissions;
    private final Admission admission;
    private final VerdictAnswers answers;

    public GenerateRoute(Supplier<Voices> voices, Admission admission, VerdictAnswers answers) {
        this.submissions = new SubmissionReader(voices);
        this.admission = admission;
        this.answers = answers;
    }

    public CompletableFuture<?> handle(Context ctx, Caller caller) {
        Submission submission = submissions.read(JsonBody.read(ctx), caller.site());
        // Only the post is kept while the verdict is awaited, not the article.
        PostKey post = new PostKey(
                caller.site().siteId(),
                submission.article().postId(),
                submission.article().language());
        return admission
                .ask(post.siteId(), caller.key().hash(), submission.regenerate(), submission.article())
                .thenCompose(verdict -> answers.write(ctx, post, verdict));
    }
}
