package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.PostKey;
import java.util.Optional;

/** Admission as a pure function: decides on each command of a site's log. Knows nothing of Kafka. */
public final class AdmissionRules {

    private AdmissionRules() {}

    /** The post whose entry {@link #decide} needs for {@code command}, if any. */
    public static Optional<PostKey> postOf(SiteCommand command) {
        if (command instanceof SiteCommand.GenerateRequested request) {
            return Optional.of(request.post());
        }
        if (command instanceof SiteCommand.DeleteRequested request) {
            return Optional.of(new PostKey(request.siteId(), request.postId(), request.language()));
        }
        if (command instanceof SiteCommand.JobStarted started) {
            return Optional.of(new PostKey(started.siteId(), started.postId(), started.language()));
        }
        if (command instanceof SiteCommand.JobReady ready) {
            return Optional.of(new PostKey(ready.siteId(), ready.postId(), ready.language()));
        }
        if (command instanceof SiteCommand.JobFailed failed) {
            return Optional.of(new PostKey(failed.siteId(), failed.postId(), failed.language()));
        }
        return Optional.empty();
    }

    /** The batch whose entry {@link #decide} needs for {@code command}, if any. */
    public static Optional<BatchEntry.Key> batchOf(SiteCommand command) {
        if (command instanceof SiteCommand.GenerateRequested request && request.item() != null) {
            return Optional.of(
                    new BatchEntry.Key(request.siteId(), request.item().batchId()));
        }
        if (command instanceof SiteCommand.BatchOpened opening) {
            return Optional.of(new BatchEntry.Key(opening.siteId(), opening.batchId()));
        }
        if (command instanceof SiteCommand.BatchItemRefused item) {
            return Optional.of(new BatchEntry.Key(item.siteId(), item.item().batchId()));
        }
        if (command instanceof SiteCommand.BatchClosed closing) {
            return Optional.of(new BatchEntry.Key(closing.siteId(), closing.batchId()));
        }
        return Optional.empty();
    }

    /**
     * Decides on {@code command}. A report about a job that is not the post's current one, or has ended, changes nothing. Neither
     * does a snapshot that is not newer than the known one. So every writer may repeat its records.
     *
     * @param state of the command's site, post and batch after all commands before it
     */
    public static Decision decide(LedgerState state, SiteCommand command, LogPosition at) {
        Decision decision = decideOn(state, command, at);
        return decision.alsoTelling(
                UsageCounts.between(state.site(), decision.state().site(), at));
    }

    private static Decision decideOn(LedgerState state, SiteCommand command, LogPosition at) {
        if (command instanceof SiteCommand.GenerateRequested request) {
            return request.item() == null
                    ? RequestDecision.generate(state, request, at)
                    : BatchDecision.item(state, request, at);
        }
        if (command instanceof SiteCommand.DeleteRequested request) {
            return RequestDecision.delete(state, request, at);
        }
        if (command instanceof SiteCommand.UsageAsked request) {
            return RequestDecision.usage(state, request, at);
        }
        if (command instanceof SiteCommand.BatchOpened opening) {
            return BatchDecision.opened(state, opening, at);
        }
        if (command instanceof SiteCommand.BatchItemRefused item) {
            return BatchDecision.itemRefused(state, item, at);
        }
        if (command instanceof SiteCommand.BatchClosed closing) {
            return BatchDecision.closed(state, closing, at);
        }
        if (command instanceof SiteCommand.SiteChanged change) {
            return ofSite(state, change);
        }
        if (command instanceof SiteCommand.RulesAdopted adopted) {
            return Decision.silent(state.knownSite()
                    .map(known -> state.withSite(known.adopt(adopted.version())))
                    .orElse(state));
        }
        return JobDecision.decide(state, command);
    }

    private static Decision ofSite(LedgerState state, SiteCommand.SiteChanged change) {
        SiteLedger changed = state.knownSite()
                .map(ledger -> ledger.withSite(change.site()))
                .orElseGet(() -> SiteLedger.opened(change.site()));
        return Decision.silent(state.withSite(changed));
    }
}
