package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.BatchClosed;
import dev.voicgen.contracts.site.SiteCommand.BatchItemRefused;
import dev.voicgen.contracts.site.SiteCommand.BatchOpened;
import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.SiteCommand.JobFailed;
import dev.voicgen.contracts.site.SiteCommand.JobReady;
import dev.voicgen.contracts.site.SiteCommand.JobStarted;
import dev.voicgen.contracts.site.SiteCommand.RulesAdopted;
import dev.voicgen.contracts.site.SiteCommand.SiteChanged;
import dev.voicgen.contracts.site.SiteCommand.UsageAsked;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import java.util.Optional;

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

    /** The batch whose entry {@link #decide} needs for {@code command}; empty where it needs none. */
    public static Optional<BatchKey> batchOf(SiteCommand command) {
        if (command instanceof GenerateRequested request && request.item() != null) {
            return Optional.of(new BatchKey(request.siteId(), request.item().batchId()));
        }
        if (command instanceof BatchOpened opening) {
            return Optional.of(new BatchKey(opening.siteId(), opening.batchId()));
        }
        if (command instanceof BatchItemRefused item) {
            return Optional.of(new BatchKey(item.siteId(), item.item().batchId()));
        }
        if (command instanceof BatchClosed closing) {
            return Optional.of(new BatchKey(closing.siteId(), closing.batchId()));
        }
        return Optional.empty();
    }

    /**
     * Decides on {@code command}. Reports about a job that is not the post's current one, or has ended, and snapshots that
     * are not newer than the known one change nothing: every writer may repeat itself.
     *
     * @param state of the command's site, post and batch, as the commands before it left them
     */
    public static Decision decide(LedgerState state, SiteCommand command, LogPosition at) {
        Decision decision = decideOn(state, command, at);
        return decision.alsoTelling(
                UsageCounts.between(state.site(), decision.state().site(), at));
    }

    private static Decision decideOn(LedgerState state, SiteCommand command, LogPosition at) {
        if (command instanceof GenerateRequested request) {
            return request.item() == null
                    ? RequestDecision.decide(state, request, at)
                    : BatchDecision.item(state, request, at);
        }
        if (command instanceof DeleteRequested request) {
            return DeleteDecision.decide(state, request, at);
        }
        if (command instanceof UsageAsked request) {
            return ofUsage(state, request, at);
        }
        if (command instanceof BatchOpened opening) {
            return BatchDecision.opened(state, opening, at);
        }
        if (command instanceof BatchItemRefused item) {
            return BatchDecision.itemRefused(state, item, at);
        }
        if (command instanceof BatchClosed closing) {
            return BatchDecision.closed(state, closing, at);
        }
        if (command instanceof SiteChanged change) {
            return ofSite(state, change);
        }
        if (command instanceof RulesAdopted adopted) {
            return Decision.silent(state.knownSite()
                    .map(known -> state.withSite(known.adopt(adopted.version())))
                    .orElse(state));
        }
        return JobDecision.decide(state, command);
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
}
