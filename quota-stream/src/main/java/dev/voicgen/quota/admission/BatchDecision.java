package dev.voicgen.quota.admission;

import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * Decides on the parts of a batch. An item is decided on like a single submission, but no client waits for the answer: the result
 * goes to the catalog. An upload may be repeated, as a whole or in part; each item has one result.
 */
final class BatchDecision {

    private BatchDecision() {}

    /** Opens for a live key only: otherwise a revoked key could still cause deliveries. */
    static Decision opened(LedgerState state, SiteCommand.BatchOpened opening, LogPosition at) {
        if (!state.batch().canOpen()
                || CallerCheck.refusalOf(state, opening.keyHash(), at.appendTime())
                        .isPresent()) {
            return Decision.silent(state);
        }
        BatchEvent event =
                new BatchEvent.Opened(opening.batchId(), opening.siteId(), at.appendTime(), opening.callbackUrl());
        return new Decision(state.withBatch(state.batch().open()), List.of(new Output.Batch(event)));
    }

    static Decision item(LedgerState state, SiteCommand.GenerateRequested request, LogPosition at) {
        if (!state.batch().expects(request.item().index())) {
            return Decision.silent(state);
        }
        Decision judged = RequestDecision.generate(state, request, at);
        Verdict verdict = ((Output.Answer) judged.outputs().get(0)).verdict();
        BatchEvent told = event(request, verdict, at);
        BatchEntry counted = told instanceof BatchEvent.ItemAdmitted admitted
                ? state.batch().admit(admitted.outcome())
                : state.batch().reject();
        return judged.inPlaceOfAnswer(new Output.Batch(told))
                .withState(judged.state().withBatch(counted));
    }

    static Decision itemRefused(LedgerState state, SiteCommand.BatchItemRefused item, LogPosition at) {
        if (!state.batch().expects(item.item().index())) {
            return Decision.silent(state);
        }
        BatchEvent event = new BatchEvent.ItemRejected(
                item.item().batchId(),
                item.siteId(),
                at.appendTime(),
                item.item().index(),
                item.postId(),
                item.code(),
                item.message());
        return new Decision(state.withBatch(state.batch().reject()), List.of(new Output.Batch(event)));
    }

    /** The catalog gets one end of an upload, and another one only where an interrupted upload continues. */
    static Decision closed(LedgerState state, SiteCommand.BatchClosed closing, LogPosition at) {
        if (state.batch().stage() == BatchEntry.Stage.UNKNOWN) {
            return Decision.refuse(state, closing.requestId(), RefusalReason.NOT_FOUND);
        }
        String digest = state.site().isUnder(RulesVersion.NEWEST_TEXT_NEXT) ? closing.digest() : null;
        BatchEntry closed = state.batch().close(closing.items(), closing.complete(), digest);
        Output answer =
                new Output.Answer(new Verdict.BatchCounted(closing.requestId(), closed.tally(), closed.digest()));
        if (closed.equals(state.batch())) {
            return new Decision(state, List.of(answer));
        }
        BatchEvent event = new BatchEvent.Closed(
                closing.batchId(),
                closing.siteId(),
                at.appendTime(),
                closed.tally().items(),
                closed.stage() == BatchEntry.Stage.COMPLETE);
        return new Decision(state.withBatch(closed), List.of(answer, new Output.Batch(event)));
    }

    private static BatchEvent event(SiteCommand.GenerateRequested request, Verdict verdict, LogPosition at) {
        if (verdict instanceof Verdict.Queued queued) {
            return admitted(request, queued.jobId(), BatchEvent.Admitted.QUEUED, false, at);
        }
        if (verdict instanceof Verdict.InProgress inProgress) {
            return inProgress(request, inProgress, at);
        }
        if (verdict instanceof Verdict.AlreadyReady ready) {
            return admitted(request, ready.jobId(), BatchEvent.Admitted.READY, ready.contentChanged(), at);
        }
        RefusalReason reason = ((Verdict.Refused) verdict).reason();
        return new BatchEvent.ItemRejected(
                request.item().batchId(),
                request.siteId(),
                at.appendTime(),
                request.item().index(),
                request.article().postId().toString(),
                reason.name().toLowerCase(Locale.ROOT),
                reason.message());
    }

    /** An item belongs to the job that makes its text, or else to the running job. */
    private static BatchEvent inProgress(
            SiteCommand.GenerateRequested request, Verdict.InProgress verdict, LogPosition at) {
        Long next = verdict.nextJobId();
        if (next == null) {
            boolean changed = Boolean.TRUE.equals(verdict.contentChanged());
            return admitted(request, verdict.jobId(), BatchEvent.Admitted.IN_PROGRESS, changed, at);
        }
        return admitted(
                request,
                next,
                next == at.jobId() ? BatchEvent.Admitted.QUEUED : BatchEvent.Admitted.IN_PROGRESS,
                false,
                at);
    }

    private static BatchEvent admitted(
            SiteCommand.GenerateRequested request,
            long jobId,
            BatchEvent.Admitted outcome,
            boolean contentChanged,
            LogPosition at) {
        BatchItem item = request.item();
        return new BatchEvent.ItemAdmitted(
                item.batchId(),
                request.siteId(),
                at.appendTime(),
                item.index(),
                request.post(),
                jobId,
                outcome,
                contentChanged);
    }
}
