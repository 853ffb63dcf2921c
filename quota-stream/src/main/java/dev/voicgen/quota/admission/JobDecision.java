package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.JobFailed;
import dev.voicgen.contracts.site.SiteCommand.JobReady;
import dev.voicgen.contracts.site.SiteCommand.JobStarted;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * What a worker's report changes. A job that ends settles or gives back what it had reserved, and one of a batch makes
 * room for the next that waits.
 */
final class JobDecision {

    private JobDecision() {}

    static Decision decide(LedgerState state, SiteCommand report) {
        if (report instanceof JobStarted started) {
            return underWay(state, started.jobId())
                    .map(job -> Decision.silent(state.withPost(job.start())))
                    .orElseGet(() -> Decision.silent(state));
        }
        if (report instanceof JobReady ready) {
            return underWay(state, ready.jobId())
                    .map(job -> ended(state, job, job.finish(ready.audio()), SiteLedger::settle))
                    .orElseGet(() -> Decision.silent(state));
        }
        return underWay(state, ((JobFailed) report).jobId())
                .map(job -> ended(state, job, job.fail(), SiteLedger::giveBack))
                .orElseGet(() -> Decision.silent(state));
    }

    /** The post's job, where it is {@code jobId} and the workers have been given it. */
    private static Optional<PostEntry.InFlight> underWay(LedgerState state, long jobId) {
        return state.post()
                .inFlight(jobId)
                .filter(job -> !job.isBulk() || !state.site().bulk().holds(job.bulkNumber()));
    }

    private static Decision ended(
            LedgerState state,
            PostEntry.InFlight job,
            PostEntry outcome,
            BiFunction<SiteLedger, YearMonth, SiteLedger> account) {
        SiteLedger ledger = job.reservation()
                .map(month -> account.apply(state.site(), month))
                .orElse(state.site());
        LedgerState ended = state.withPost(outcome).withSite(ledger);
        return job.isBulk() ? makeRoom(ended) : Decision.silent(ended);
    }

    private static Decision makeRoom(LedgerState state) {
        BulkLane bulk = state.site().bulk();
        OptionalLong next = bulk.head();
        return new Decision(
                state.withSite(state.site().withBulk(bulk.end())),
                next.isEmpty()
                        ? List.of()
                        : List.of(new Output.Release(state.site().site().siteId(), next.getAsLong())));
    }
}
