package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.quota.admission.PostEntry.InFlight;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Whether a request starts a job. The order is part of the API: who may not come in learns nothing about posts; who
 * repeats a request gets the same answer however full the month is; only a new post is held against the quota.
 */
final class RequestDecision {

    private RequestDecision() {}

    static Decision decide(LedgerState state, GenerateRequested request, LogPosition at) {
        Optional<RefusalReason> refusal =
                Admittance.refusalOf(state, request.keyHash(), request.admitBy(), at.appendTime());
        if (refusal.isPresent()) {
            return Decision.refuse(state, request.requestId(), refusal.get());
        }
        if (state.site().isUnder(Rules.NEWEST_TEXT_NEXT) && state.post() instanceof InFlight job) {
            return besides(job, state, request, at);
        }
        Optional<Verdict> known = state.post().answerTo(request);
        if (known.isPresent()) {
            return Decision.answer(state, known.get());
        }
        return countsTowardsQuota(state.post(), request)
                ? reserve(state, request, at)
                : queue(state, null, request, at);
    }

    /** A request that meets a job under way: its text is made next where it is another and is to be made anew. */
    private static Decision besides(InFlight job, LedgerState state, GenerateRequested request, LogPosition at) {
        Article article = request.article();
        if (!request.regenerate() || job.endsWith(article)) {
            return Decision.answer(state, job.answerAndCompare(request));
        }
        InFlight waitedFor = job.thenMaking(article, at.jobId(), request.item() != null);
        AudioJob next = new AudioJob(waitedFor.next().jobId(), request.siteId(), at.appendTime(), article);
        return Decision.answer(state.withPost(waitedFor), waitedFor.answerAndCompare(request))
                .alsoTelling(List.of(new Output.HoldNext(next)));
    }

    /** A post that has an audio has been counted, in whatever month; one that failed has been given back. */
    private static boolean countsTowardsQuota(PostEntry post, GenerateRequested request) {
        return request.article().language().equals(Language.ENGLISH)
                && post.playable().isEmpty();
    }

    private static Decision reserve(LedgerState state, GenerateRequested request, LogPosition at) {
        SiteLedger ledger = state.site();
        if (!ledger.hasRoomAt(at.appendTime())) {
            return Decision.answer(
                    state,
                    new Verdict.Refused(
                            request.requestId(), RefusalReason.QUOTA_EXCEEDED, ledger.usageAt(at.appendTime())));
        }
        SiteLedger reserved = ledger.reserve(at.appendTime());
        MonthUsage month = reserved.monthAt(at.appendTime());
        List<Output> warnings = ledger.monthAt(at.appendTime()).warningsUntil(month).stream()
                .<Output>map(percent -> new Output.Event(new AudioEvent.QuotaWarned(
                        at.jobId(),
                        request.post(),
                        at.appendTime(),
                        percent,
                        reserved.usageAt(at.appendTime()),
                        request.article().callbackUrl())))
                .toList();
        return queue(state.withSite(reserved), month.month(), request, at).alsoTelling(warnings);
    }

    /** A single submission goes to the workers at once, however much of its site's bulk waits. */
    private static Decision queue(LedgerState state, YearMonth reservedIn, GenerateRequested request, LogPosition at) {
        AudioJob job = new AudioJob(at.jobId(), request.siteId(), at.appendTime(), request.article());
        boolean compares = state.site().isUnder(Rules.NEWEST_TEXT_NEXT);
        String hash = request.article().contentHash();
        Long voiceId = compares ? request.article().voiceId() : null;
        Verdict queued = new Verdict.Queued(request.requestId(), at.jobId(), compares ? at.appendTime() : null);
        if (request.item() == null) {
            PostEntry single = state.post().queue(job.jobId(), hash, voiceId, reservedIn, null);
            return new Decision(state.withPost(single), told(job, queued, new Output.Job(job)));
        }
        BulkLane bulk = state.site().bulk();
        PostEntry ofBatch = state.post().queue(job.jobId(), hash, voiceId, reservedIn, bulk.next());
        Output given = bulk.hasRoom() ? new Output.BulkJob(job) : new Output.Hold(bulk.next(), job);
        return new Decision(
                state.withPost(ofBatch).withSite(state.site().withBulk(bulk.admit())), told(job, queued, given));
    }

    private static List<Output> told(AudioJob job, Verdict queued, Output given) {
        return List.of(new Output.Answer(queued), given, new Output.Event(AudioEvent.Queued.of(job)));
    }
}
