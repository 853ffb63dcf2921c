package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.SiteCommand.JobFailed;
import dev.voicgen.contracts.site.SiteCommand.JobReady;
import dev.voicgen.contracts.site.SiteCommand.JobStarted;
import dev.voicgen.contracts.site.SiteCommand.SiteChanged;
import dev.voicgen.contracts.site.SiteCommand.UsageAsked;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Function;

/** Decides on one command after the other of a site's log. */
public final class Admission {

    private Admission() {}

    /** The post whose entry {@link #decide} needs for {@code command}; empty where it needs none. */
    public static Optional<PostKey> postOf(SiteCommand command) {
        if (command instanceof GenerateRequested request) {
            return Optional.of(request.post());
        }
        if (command instanceof DeleteRequested request) {
            return Optional.of(new PostKey(request.siteId(), request.postId(), request.language()));
        }
        if (command instanceof JobStarted started) {
            return Optional.of(new PostKey(started.siteId(), started.postId(), started.language()));
        }
        if (command instanceof JobReady ready) {
            return Optional.of(new PostKey(ready.siteId(), ready.postId(), ready.language()));
        }
        if (command instanceof JobFailed failed) {
            return Optional.of(new PostKey(failed.siteId(), failed.postId(), failed.language()));
        }
        return Optional.empty();
    }

    /**
     * Decides on {@code command}. Reports about a job that is not the post's current one, or has ended, and snapshots that
     * are not newer than the known one change nothing: every writer may repeat itself.
     *
     * @param state of the command's site and post, as the commands before it left them
     */
    public static Decision decide(LedgerState state, SiteCommand command, LogPosition at) {
        if (command instanceof GenerateRequested request) {
            return RequestDecision.decide(state, request, at);
        }
        if (command instanceof DeleteRequested request) {
            return DeleteDecision.decide(state, request, at);
        }
        if (command instanceof UsageAsked request) {
            return ofUsage(state, request, at);
        }
        if (command instanceof JobStarted started) {
            return ofJob(state, started.jobId(), job -> state.withPost(job.start()));
        }
        if (command instanceof JobReady ready) {
            return ofJob(state, ready.jobId(), job -> settled(state, job).withPost(job.finish(ready.audio())));
        }
        if (command instanceof JobFailed failed) {
            return ofJob(state, failed.jobId(), job -> givenBack(state, job).withPost(job.fail()));
        }
        return ofSite(state, (SiteChanged) command);
    }

    private static Decision ofUsage(LedgerState state, UsageAsked request, LogPosition at) {
        return Admittance.refusalOf(state, request.keyHash(), request.admitBy(), at.appendTime())
                .map(refusal -> Decision.refuse(state, request.requestId(), refusal))
                .orElseGet(() -> Decision.answer(
                        state,
                        new Verdict.Usage(request.requestId(), state.site().usageAt(at.appendTime()))));
    }

    private static Decision ofSite(LedgerState state, SiteChanged change) {
        SiteLedger changed = state.knownSite()
                .map(ledger -> ledger.withSite(change.site()))
                .orElseGet(() -> SiteLedger.opened(change.site()));
        return Decision.silent(state.withSite(changed));
    }

    private static Decision ofJob(LedgerState state, long jobId, Function<PostEntry.InFlight, LedgerState> change) {
        return Decision.silent(state.post().inFlight(jobId).map(change).orElse(state));
    }

    private static LedgerState settled(LedgerState state, PostEntry.InFlight job) {
        Optional<YearMonth> month = job.reservation();
        return month.isEmpty() ? state : state.withSite(state.site().settle(month.get()));
    }

    private static LedgerState givenBack(LedgerState state, PostEntry.InFlight job) {
        Optional<YearMonth> month = job.reservation();
        return month.isEmpty() ? state : state.withSite(state.site().giveBack(month.get()));
    }
}
