package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;

/** An output of a decision: a record for a topic, or a change of the backlog. */
public sealed interface Output {

    /** For the ingress that waits. */
    record Answer(Verdict verdict) implements Output {}

    /** For the workers, before all bulk jobs. */
    record Job(AudioJob job) implements Output {}

    /** For the workers: a job of a batch. */
    record BulkJob(AudioJob job) implements Output {}

    /** Into the backlog of the job's site, under its number there. */
    record Hold(long number, AudioJob job) implements Output {}

    /** What is held under this number leaves the backlog and goes to the workers as a {@link BulkJob}. */
    record Release(long siteId, long number) implements Output {}

    /** Holds the job until the running job of its post has ended, in place of a job that waited before. */
    record HoldNext(AudioJob job) implements Output {}

    /**
     * The job that waited behind the running job of {@code post} is queued now, for the workers and the catalog.
     *
     * @param bulk whether it is of a batch
     * @param backlogNumber under which it goes into its site's backlog; null: it goes to the workers
     */
    record QueueNext(PostKey post, boolean bulk, Long backlogNumber) implements Output {}

    /** For the catalog. */
    record Event(AudioEvent event) implements Output {}

    /** For the catalog of batches. */
    record Batch(BatchEvent event) implements Output {}

    /** For the readers of usage. */
    record Count(UsageCount count) implements Output {}
}
