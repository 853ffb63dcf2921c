package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostKey;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Decides on the requests of clients. The order of the checks is part of the API: a rejected caller learns nothing about posts,
 * a repeated request gets the same answer however full the month is, and only a new post is counted against the quota.
 */
final class RequestDecision {

    private RequestDecision() {}

    /** Decides whether a submission starts a job. */
    static Decision generate(LedgerState state, SiteCommand.GenerateRequested request, LogPosition at) {
        Optional<RefusalReason> refusal =
                CallerCheck.refusalOf(state, request.keyHash(), request.admitBy(), at.appendTime());
        if (refusal.isPresent()) {
            return Decision.refuse(state, request.requestId(), refusal.get());
        }
        if (state.site().isUnder(RulesVersion.NEWEST_TEXT_NEXT) && state.post() instanceof PostEntry.InFlight job) {
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

    /** Decides whether a post is deleted. Its place in the quota stays used, and a later request for it is a new post. */
    static Decision delete(LedgerState state, SiteCommand.DeleteRequested request, LogPosition at) {
        Optional<RefusalReason> refusal =
                CallerCheck.refusalOf(state, request.keyHash(), request.admitBy(), at.appendTime());
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

    static Decision usage(LedgerState state, SiteCommand.UsageAsked request, LogPosition at) {
        return CallerCheck.refusalOf(state, request.keyHash(), request.admitBy(), at.appendTime())
                .map(refusal -> Decision.refuse(state, request.requestId(), refusal))
                .orElseGet(() -> Decision.answer(
                        state,
                        new Verdict.Usage(request.requestId(), state.site().usageAt(at.appendTime()))));
    }

    /** A request for a post whose job is in progress. Its text is made next if it is another one and regeneration is asked for. */
    private static Decision besides(
            PostEntry.InFlight job, LedgerState state, SiteCommand.GenerateRequested request, LogPosition at) {
        Article article = request.article();
        if (!request.regenerate() || job.endsWith(article)) {
            return Decision.answer(state, job.answerAndCompare(request));
        }
        PostEntry.InFlight waitedFor = job.thenMaking(article, at.jobId(), request.item() != null);
        AudioJob next = new AudioJob(waitedFor.next().jobId(), request.siteId(), at.appendTime(), article);
        return Decision.answer(state.withPost(waitedFor), waitedFor.answerAndCompare(request))
                .alsoTelling(List.of(new Output.HoldNext(next)));
    }

    /** A post with an audio has been counted, in some month. The reservation of a failed post has been given back. */
    private static boolean countsTowardsQuota(PostEntry post, SiteCommand.GenerateRequested request) {
        return request.article().language().equals(Language.ENGLISH)
                && post.playable().isEmpty();
    }

    private static Decision reserve(LedgerState state, SiteCommand.GenerateRequested request, LogPosition at) {
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

    /** A single submission goes to the workers at once, whatever its site's backlog holds. */
    private static Decision queue(
            LedgerState state, YearMonth reservedIn, SiteCommand.GenerateRequested request, LogPosition at) {
        AudioJob job = new AudioJob(at.jobId(), request.siteId(), at.appendTime(), request.article());
        boolean compares = state.site().isUnder(RulesVersion.NEWEST_TEXT_NEXT);
        String hash = request.article().contentHash();
        Long voiceId = compares ? request.article().voiceId() : null;
        Verdict queued = new Verdict.Queued(request.requestId(), at.jobId(), compares ? at.appendTime() : null);
        if (request.item() == null) {
            PostEntry single = state.post().queue(job.jobId(), hash, voiceId, reservedIn, null);
            return new Decision(state.withPost(single), outputs(job, queued, new Output.Job(job)));
        }
        BulkLane bulk = state.site().bulk();
        PostEntry ofBatch = state.post().queue(job.jobId(), hash, voiceId, reservedIn, bulk.next());
        Output given = bulk.hasRoom() ? new Output.BulkJob(job) : new Output.Hold(bulk.next(), job);
        return new Decision(
                state.withPost(ofBatch).withSite(state.site().withBulk(bulk.admit())), outputs(job, queued, given));
    }

    private static List<Output> outputs(AudioJob job, Verdict queued, Output given) {
        return List.of(new Output.Answer(queued), given, new Output.Event(AudioEvent.Queued.of(job)));
    }
}
