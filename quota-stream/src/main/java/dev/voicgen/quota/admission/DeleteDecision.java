package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import java.util.List;
import java.util.Optional;

/** Whether a post is forgotten. What it used of the quota stays used, and a later request for it is a new post. */
final class DeleteDecision {

    private DeleteDecision() {}

    static Decision decide(LedgerState state, DeleteRequested request, LogPosition at) {
        Optional<RefusalReason> refusal =
                Admittance.refusalOf(state, request.keyHash(), request.admitBy(), at.appendTime());
        if (refusal.isPresent()) {
            return Decision.refuse(state, request.requestId(), refusal.get());
        }
        Verdict verdict = state.post().answerTo(request);
        if (!(verdict instanceof Verdict.Deleted deleted)) {
            return Decision.answer(state, verdict);
        }
        PostKey post = new PostKey(request.siteId(), request.postId(), request.language());
        return new Decision(
                state.withPost(new PostEntry.Absent()),
                List.of(
                        new Output.Answer(deleted),
                        new Output.Event(new AudioEvent.Deleted(deleted.jobId(), post, at.appendTime()))));
    }
}
