package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.JobFailed;
import dev.voicgen.contracts.site.SiteCommand.JobReady;
import dev.voicgen.contracts.site.SiteCommand.JobStarted;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.quota.admission.PostEntry.InFlight;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a worker's report changes. A job that ends settles or gives back what it had reserved, one of a batch makes room
 * for the next that waits, and a newer text of the post that waited for its end is queued.
 */
final class JobDecision {

    private JobDecision() {}

    static Decision decide(LedgerState state, SiteCommand report) {
        PostKey post = Admission.postOf(report).orElseThrow();
        if (report instanceof JobStarted started) {
            return underWay(state, started.jobId())
                    .map(job -> Decision.silent(state.withPost(job.start())))
                    .orElseGet(() -> Decision.silent(state));
        }
        if (report instanceof JobReady ready) {
            return underWay(state, ready.jobId())
                    .map(job -> ended(post, job, settled(state, job), number -> job.finish(ready.audio(), number)))
                    .orElseGet(() -> Decision.silent(state));
        }
        return underWay(state, ((JobFailed) report).jobId())
                .map(job -> ended(post, job, givenBack(state, job), job::fail))
                .orElseGet(() -> Decision.silent(state));
    }

    /** The post's job, where it is {@code jobId} and the workers have been given it. */
    private static Optional<InFlight> underWay(LedgerState state, long jobId) {
        return state.post()
                .inFlight(jobId)
                .filter(job -> !job.isBulk() || !state.site().bulk().holds(job.bulkNumber()));
    }

    private static LedgerState settled(LedgerState state, InFlight job) {
        return job.reservation()
                .map(month -> state.withSite(state.site().settle(month)))
                .orElse(state);
    }

    /** What waits for the job's end takes over its reservation. */
    private static LedgerState givenBack(LedgerState state, InFlight job) {
        return job.reservation()
                .filter(month -> job.next() == null)
                .map(month -> state.withSite(state.site().giveBack(month)))
                .orElse(state);
    }

    /** @param outcome of the post, by the number among the site's bulk jobs that what waits has got */
    private static Decision ended(
            PostKey post, InFlight job, LedgerState accounted, Function<Long, PostEntry> outcome) {
        Decision freed = job.isBulk() ? makeRoom(accounted) : Decision.silent(accounted);
        return job.next() == null
                ? freed.withState(freed.state().withPost(outcome.apply(null)))
                : queueNext(post, job.next(), freed, outcome);
    }

    /** Behind what waits in the backlog already, where it is of a batch. */
    private static Decision queueNext(
            PostKey post, InFlight.Next next, Decision freed, Function<Long, PostEntry> outcome) {
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
