package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.JobFailed;
import dev.voicgen.contracts.site.SiteCommand.JobReady;
import dev.voicgen.contracts.site.SiteCommand.JobStarted;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.worker.job.AudioRows.Standing;
import dev.voicgen.worker.job.Claim.Claimed;
import dev.voicgen.worker.job.Claim.Ended;
import dev.voicgen.worker.job.Claim.Superseded;
import dev.voicgen.worker.outcome.Callbacks;
import dev.voicgen.worker.outcome.JobEnd;
import dev.voicgen.worker.outcome.JobEnds;
import dev.voicgen.worker.store.AudioFileLock;
import dev.voicgen.worker.store.AudioName;
import dev.voicgen.worker.store.AudioStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes each step of a job: the row, the records that tell of it and, at the end, what waits for it, in one transaction. What
 * was written is published at once; where Kafka is away the outbox carries it later. Thread-safe.
 */
final class JobJournal {

    private final Jdbi jdbi;
    private final AudioStore store;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final Callbacks callbacks;
    private final Clock clock;

    JobJournal(Jdbi jdbi, AudioStore store, Outbox outbox, OutboxRelay relay, Callbacks callbacks, Clock clock) {
        this.jdbi = jdbi;
        this.store = store;
        this.outbox = outbox;
        this.relay = relay;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    /** Claims the job for a new attempt, which fences all earlier ones. */
    Claim claim(AudioJob job) {
        Optional<Integer> attempt = write(handle -> AudioRows.claim(handle, job), (handle, claimed) -> {
            AudioEvent generating = generating(job, claimed);
            // Later attempts need not say so again: the first one's row in the outbox is as safe as its claim.
            return claimed == 1
                    ? List.of(addCommand(handle, started(job)), addEvent(handle, generating))
                    : List.of(addEvent(handle, generating));
        });
        return attempt.<Claim>map(Claimed::new).orElseGet(() -> unclaimed(job));
    }

    private Claim unclaimed(AudioJob job) {
        boolean ended = standing(job)
                .filter(standing -> standing.jobId() == job.jobId())
                .isPresent();
        return ended ? new Ended() : new Superseded();
    }

    /** Begins {@code attempt + 1} of a job that is in hand; false where it has been fenced. */
    boolean nextAttempt(AudioJob job, int attempt) {
        return write(
                        handle -> onlyIf(AudioRows.nextAttempt(handle, job.jobId(), attempt)),
                        (handle, mine) -> List.of(addEvent(handle, generating(job, attempt + 1))))
                .isPresent();
    }

    /** Shows how far it is; false where it has been fenced. */
    boolean progress(AudioJob job, int attempt, int percent) {
        return jdbi.withHandle(handle -> AudioRows.progress(handle, job.jobId(), attempt, percent));
    }

    /**
     * Ends the job with audio; false where it has been fenced, or where its file has just been removed together with the
     * last post that had the same audio, so that it must be made again.
     */
    boolean complete(AudioJob job, int attempt, FinishedAudio finished) {
        Optional<Boolean> written = write(
                handle -> onlyIf(isKept(handle, finished) && AudioRows.ready(handle, job.jobId(), attempt, finished)),
                (handle, mine) -> {
                    Instant now = clock.instant();
                    end(handle, job, job.article().callbackUrl(), JobEnd.ready(job.jobId(), now, finished.audio()));
                    AudioEvent ready = new AudioEvent.Ready(job.jobId(), job.post(), now, finished.audio());
                    return List.of(addCommand(handle, ready(job, finished)), addEvent(handle, ready));
                });
        return isEnded(job, attempt, written.isPresent());
    }

    private boolean isKept(Handle handle, FinishedAudio finished) {
        AudioName file = new AudioName(finished.audio().file());
        AudioFileLock.take(handle, file);
        try {
            return store.size(file).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the job without audio; false where it has been fenced. */
    boolean fail(AudioJob job, int attempt, Failure failure) {
        Optional<Integer> written =
                write(handle -> AudioRows.lockPercent(handle, job.jobId(), attempt), (handle, percent) -> {
                    AudioRows.failed(handle, job.jobId(), attempt, failure);
                    return addFailure(handle, job, job.article().callbackUrl(), percent, failure);
                });
        return isEnded(job, attempt, written.isPresent());
    }

    /**
     * Ends a job that has something the database will not take, so that its post is given back: whatever row there is, no
     * callback of its own, which may be the culprit.
     */
    boolean abandon(AudioJob job, Failure failure) {
        return write(
                        handle -> {
                            AudioRows.abandoned(handle, job.jobId(), failure);
                            return onlyIf(true);
                        },
                        (handle, always) -> addFailure(handle, job, null, 0, failure))
                .isPresent();
    }

    /** The connection may break after a commit and before its answer, so this very attempt may have ended it before. */
    private boolean isEnded(AudioJob job, int attempt, boolean justNow) {
        if (justNow) {
            callbacks.committed();
            return true;
        }
        return standing(job)
                .filter(standing -> standing.jobId() == job.jobId() && standing.attempt() == attempt)
                .filter(Standing::hasEnded)
                .isPresent();
    }

    private Optional<Standing> standing(AudioJob job) {
        return jdbi.withHandle(handle -> AudioRows.standing(handle, job.post()));
    }

    private interface Records<T> {
        List<Long> add(Handle handle, T written);
    }

    private <T> Optional<T> write(Function<Handle, Optional<T>> row, Records<T> records) {
        record Written<T>(T value, List<Long> outboxIds) {}
        Optional<Written<T>> written = jdbi.inTransaction(handle ->
                row.apply(handle).map(value -> new Written<>(value, records.add(handle, value))));
        written.ifPresent(committed -> relay.publish(committed.outboxIds()));
        return written.map(Written::value);
    }

    private static Optional<Boolean> onlyIf(boolean mine) {
        return mine ? Optional.of(true) : Optional.empty();
    }

    private List<Long> addFailure(Handle handle, AudioJob job, String url, int percent, Failure failure) {
        Instant now = clock.instant();
        end(handle, job, url, JobEnd.failed(job.jobId(), now, percent, failure.code(), failure.reason()));
        return List.of(
                addCommand(handle, failed(job, failure)),
                addEvent(
                        handle, new AudioEvent.Failed(job.jobId(), job.post(), now, failure.code(), failure.reason())));
    }

    /** @param url the job's own to be told; null: there is none. Batches that wait for the job are told as well */
    private void end(Handle handle, AudioJob job, String url, JobEnd end) {
        JobEnds.note(handle, end).forEach(batch -> callbacks.ended(handle, batch, job.post(), end));
        if (url != null) {
            callbacks.ended(handle, url, job.post(), end);
        }
    }

    private long addCommand(Handle handle, SiteCommand command) {
        return outbox.add(handle, Topics.SITE_COMMANDS, String.valueOf(command.siteId()), command);
    }

    private long addEvent(Handle handle, AudioEvent event) {
        return outbox.add(handle, Topics.AUDIO_EVENTS, event.post().toString(), event);
    }

    private AudioEvent generating(AudioJob job, int attempt) {
        return new AudioEvent.Generating(job.jobId(), job.post(), clock.instant(), attempt);
    }

    private static SiteCommand started(AudioJob job) {
        return new JobStarted(
                job.siteId(), job.jobId(), job.article().postId(), job.article().language());
    }

    private static SiteCommand ready(AudioJob job, FinishedAudio finished) {
        return new JobReady(
                job.siteId(), job.jobId(), job.article().postId(), job.article().language(), finished.audio());
    }

    private static SiteCommand failed(AudioJob job, Failure failure) {
        return new JobFailed(
                job.siteId(), job.jobId(), job.article().postId(), job.article().language(), failure.code());
    }
}
