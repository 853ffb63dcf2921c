package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.worker.catalog.AudioTable;
import dev.voicgen.worker.catalog.OrphanFileTable;
import dev.voicgen.worker.catalog.TimelineTable;
import dev.voicgen.worker.store.AudioName;
import dev.voicgen.worker.store.AudioStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each step of a job in one transaction: the row, the timeline, the command to admission and, at the end, the outcome
 * and the deliveries. So nobody ever sees one of them without the others. Commands are published right after the commit;
 * during an outage of Kafka they stay in the outbox and are published later. Thread-safe.
 */
final class JobJournal {

    /** The result of claiming a job. */
    sealed interface Claim {

        /** The job is this worker's. {@code attempt} is counted from 1. */
        record Claimed(int attempt) implements Claim {}

        /** The post has a newer job, or was deleted. */
        record Superseded() implements Claim {}

        /** The job has ended before. */
        record Ended() implements Claim {}
    }

    /** The result of ending a job with audio. */
    enum Completion {
        ENDED,
        /** Another attempt has claimed the job, or a newer job the post. */
        FENCED,
        /** The file was removed together with the last post that had the same audio: it must be made again. */
        FILE_LOST
    }

    private static final Logger log = LoggerFactory.getLogger(JobJournal.class);

    private final Jdbi jdbi;
    private final AudioStore store;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final OutcomeDeliveries deliveries;
    private final Clock clock;

    JobJournal(
            Jdbi jdbi, AudioStore store, Outbox outbox, OutboxRelay relay, OutcomeDeliveries deliveries, Clock clock) {
        this.jdbi = jdbi;
        this.store = store;
        this.outbox = outbox;
        this.relay = relay;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Claims the job for a new attempt, which fences all earlier ones. */
    Claim claim(AudioJob job) {
        AudioEvent.Queued queued = AudioEvent.Queued.of(job);
        Optional<Integer> attempt = write((handle, commands) -> {
            Optional<Integer> claimed = handle.attach(AudioTable.class).claim(queued);
            claimed.ifPresent(number -> begin(handle, commands, queued, number));
            return claimed;
        });
        return attempt.<Claim>map(Claim.Claimed::new).orElseGet(() -> unclaimed(job));
    }

    /** The first attempt writes the queued event as well, because the catalog may be late, and the command to admission. */
    private void begin(Handle handle, List<Outbox.Row> commands, AudioEvent.Queued job, int attempt) {
        PostKey post = job.post();
        AudioEvent generating = new AudioEvent.Generating(job.jobId(), post, clock.instant(), attempt);
        handle.attach(TimelineTable.class).add(attempt == 1 ? List.of(job, generating) : List.of(generating));
        if (attempt == 1) {
            commands.add(command(
                    handle, new SiteCommand.JobStarted(post.siteId(), job.jobId(), post.postId(), post.language())));
        }
    }

    private Claim unclaimed(AudioJob job) {
        boolean ended = state(job).filter(state -> state.jobId() == job.jobId()).isPresent();
        return ended ? new Claim.Ended() : new Claim.Superseded();
    }

    /** Writes the progress; false where the attempt is fenced. */
    boolean progress(AudioJob job, int attempt, int percent) {
        return jdbi.withExtension(AudioTable.class, audio -> audio.progress(job.jobId(), attempt, percent));
    }

    /**
     * Puts the job's record back on its topic after {@code wait}; the worker that gets it then makes the next attempt. False
     * where the attempt is fenced.
     */
    boolean postpone(AudioJob job, int attempt, ConsumerRecord<byte[], byte[]> record, Duration wait) {
        return jdbi.inTransaction(handle -> {
            boolean mine = handle.attach(AudioTable.class)
                    .lockProgress(job.jobId(), attempt)
                    .isPresent();
            if (mine) {
                outbox.addLater(handle, record.topic(), record.key(), record.value(), wait);
            }
            return mine;
        });
    }

    /** Ends the job with audio. */
    Completion complete(AudioJob job, int attempt, AttemptResult.Done done) {
        Completion written = write((handle, commands) -> {
            if (!isKept(handle, done.audio().file())) {
                return Completion.FILE_LOST;
            }
            if (!handle.attach(AudioTable.class).ready(job.jobId(), attempt, done.audio(), done.segments())) {
                return Completion.FENCED;
            }
            Instant now = clock.instant();
            PostKey post = job.post();
            handle.attach(TimelineTable.class).add(List.of(new AudioEvent.Ready(job.jobId(), post, now, done.audio())));
            addOutcome(handle, post, job.article().callbackUrl(), JobOutcome.ready(job.jobId(), now, done.audio()));
            commands.add(command(
                    handle,
                    new SiteCommand.JobReady(
                            post.siteId(), job.jobId(), post.postId(), post.language(), done.audio())));
            return Completion.ENDED;
        });
        return isEnded(job, attempt, written == Completion.ENDED) ? Completion.ENDED : written;
    }

    private boolean isKept(Handle handle, String file) {
        handle.attach(OrphanFileTable.class).lock(file);
        try {
            return store.size(new AudioName(file)).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the job without audio; false where the attempt is fenced. */
    boolean fail(AudioJob job, int attempt, JobFailure failure) {
        boolean written = write((handle, commands) -> {
            AudioTable audio = handle.attach(AudioTable.class);
            Optional<Integer> percent = audio.lockProgress(job.jobId(), attempt);
            percent.ifPresent(reached -> {
                audio.fail(job.jobId(), attempt, failure.code(), failure.reason());
                JobOutcome outcome = failed(job.jobId(), reached, failure);
                endWithoutAudio(handle, commands, job.post(), job.article().callbackUrl(), outcome);
            });
            return percent.isPresent();
        });
        return isEnded(job, attempt, written);
    }

    /**
     * Ends a job with a value that the database refuses, whatever row it has, so that its post is given back. Adds no delivery
     * to the job's own {@code callback_url}, which may be that value.
     */
    void abandon(AudioJob job, JobFailure failure) {
        write((handle, commands) -> {
            handle.attach(AudioTable.class).failAnyAttempt(job.jobId(), failure.code(), failure.reason());
            endWithoutAudio(handle, commands, job.post(), null, failed(job.jobId(), 0, failure));
            return true;
        });
    }

    /**
     * Fails one job that no worker has touched for {@code silence}; false where there is none. Its own {@code callback_url}
     * was in its record and is lost with it.
     */
    boolean endLost(Duration silence) {
        JobFailure failure = JobFailure.lost();
        boolean ended = write((handle, commands) -> {
            AudioTable audio = handle.attach(AudioTable.class);
            Optional<AudioTable.LostJob> lost = audio.lockLost(silence);
            lost.ifPresent(job -> {
                audio.failAnyAttempt(job.jobId(), failure.code(), failure.reason());
                JobOutcome outcome = failed(job.jobId(), job.progressPercent(), failure);
                endWithoutAudio(handle, commands, job.post(), null, outcome);
                log.warn("job={} site={} was lost, its post is given back", job.jobId(), job.siteId());
            });
            return lost.isPresent();
        });
        if (ended) {
            deliveries.committed();
        }
        return ended;
    }

    /** A connection may break after the commit, so this attempt may have ended the job in an earlier try. */
    private boolean isEnded(AudioJob job, int attempt, boolean justNow) {
        if (justNow) {
            deliveries.committed();
            return true;
        }
        return state(job)
                .filter(state -> state.jobId() == job.jobId() && state.attempt() == attempt)
                .filter(AudioTable.State::hasEnded)
                .isPresent();
    }

    private Optional<AudioTable.State> state(AudioJob job) {
        return jdbi.withExtension(AudioTable.class, audio -> audio.state(job.post()));
    }

    /** Runs {@code step} in a transaction, then publishes the commands that it has added to its list. */
    private <T> T write(BiFunction<Handle, List<Outbox.Row>, T> step) {
        List<Outbox.Row> commands = new ArrayList<>();
        T written = jdbi.inTransaction(handle -> step.apply(handle, commands));
        relay.publish(commands);
        return written;
    }

    /** @param url the job's own {@code callback_url}; null where it has none */
    private void endWithoutAudio(
            Handle handle, List<Outbox.Row> commands, PostKey post, String url, JobOutcome outcome) {
        handle.attach(TimelineTable.class)
                .add(List.of(
                        new AudioEvent.Failed(outcome.jobId(), post, outcome.at(), outcome.code(), outcome.reason())));
        addOutcome(handle, post, url, outcome);
        commands.add(command(
                handle,
                new SiteCommand.JobFailed(
                        post.siteId(), outcome.jobId(), post.postId(), post.language(), outcome.code())));
    }

    /** Adds the outcome, and its deliveries to the job's own URL and to those of the batches that wait for the job. */
    private void addOutcome(Handle handle, PostKey post, String url, JobOutcome outcome) {
        handle.attach(JobOutcomeTable.class)
                .add(outcome)
                .forEach(batchUrl -> deliveries.ended(handle, batchUrl, post, outcome));
        if (url != null) {
            deliveries.ended(handle, url, post, outcome);
        }
    }

    private JobOutcome failed(long jobId, int percent, JobFailure failure) {
        return JobOutcome.failed(jobId, clock.instant(), percent, failure.code(), failure.reason());
    }

    private Outbox.Row command(Handle handle, SiteCommand command) {
        return outbox.add(handle, Topics.SITE_COMMANDS, String.valueOf(command.siteId()), command);
    }
}
