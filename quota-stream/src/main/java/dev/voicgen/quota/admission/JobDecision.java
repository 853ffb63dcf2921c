package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.PostKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Decides on the reports of workers. The end of a job settles its reservation or gives it back. The end of a job of a batch makes
 * room for the next one in the backlog. A newer text of the post that waited for the end is queued.
 */
final class JobDecision {

    private JobDecision() {}

    static Decision decide(LedgerState state, SiteCommand report) {
        PostKey post = AdmissionRules.postOf(report).orElseThrow();
        if (report instanceof SiteCommand.JobStarted started) {
            return running(state, started.jobId())
                    .map(job -> Decision.silent(state.withPost(job.start())))
                    .orElseGet(() -> Decision.silent(state));
        }
        if (report instanceof SiteCommand.JobReady ready) {
            return running(state, ready.jobId())
                    .map(job -> ended(post, job, settled(state, job), number -> job.finish(ready.audio(), number)))
                    .orElseGet(() -> Decision.silent(state));
        }
        return running(state, ((SiteCommand.JobFailed) report).jobId())
                .map(job -> ended(post, job, givenBack(state, job), job::fail))
                .orElseGet(() -> Decision.silent(state));
    }

    /** The post's job, where its id is {@code jobId} and it is with the workers. */
    private static Optional<PostEntry.InFlight> running(LedgerState state, long jobId) {
        return state.post()
                .inFlight(jobId)
                .filter(job -> !job.isBulk() || !state.site().bulk().holds(job.bulkNumber()));
    }

    private static LedgerState settled(LedgerState state, PostEntry.InFlight job) {
        return job.reservation()
                .map(month -> state.withSite(state.site().settle(month)))
                .orElse(state);
    }

    /** A job that waits for the end of this one takes over its reservation. */
    private static LedgerState givenBack(LedgerState state, PostEntry.InFlight job) {
        return job.reservation()
                .filter(month -> job.next() == null)
                .map(month -> state.withSite(state.site().giveBack(month)))
                .orElse(state);
    }

    /** @param outcome of the post, by the number among the site's bulk jobs that what waits has got */
    private static Decision ended(
            PostKey post, PostEntry.InFlight job, LedgerState accounted, Function<Long, PostEntry> outcome) {
        Decision freed = job.isBulk() ? makeRoom(accounted) : Decision.silent(accounted);
        return job.next() == null
                ? freed.withState(freed.state().withPost(outcome.apply(null)))
                : queueNext(post, job.next(), freed, outcome);
    }

    /** A job of a batch goes behind the jobs that are in the backlog already. */
    private static Decision queueNext(
            PostKey post, PostEntry.InFlight.Next next, Decision freed, Function<Long, PostEntry> outcome) {
        LedgerState state = freed.state();
        if (!next.bulk()) {
            return freed.withState(state.withPost(outcome.apply(null)))
                    .alsoTelling(List.of(new Output.QueueNext(post, false, null)));
        }
        BulkLane bulk = state.site().bulk();
        Long held = bulk.hasRoom() ? null : bulk.next();
        return freed.withState(state.withPost(outcome.apply(bulk.next()))
                        .withSite(state.site().withBulk(bulk.admit())))
                .alsoTelling(List.of(new Output.QueueNext(post, true, held)));
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
