package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.JobFailed;
import dev.voicgen.contracts.site.SiteCommand.JobReady;
import dev.voicgen.contracts.site.SiteCommand.JobStarted;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.worker.catalog.AudioTable;
import dev.voicgen.worker.catalog.AudioTable.Lost;
import dev.voicgen.worker.catalog.AudioTable.Standing;
import dev.voicgen.worker.catalog.Timeline;
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
 * where Kafka is away the outbox carries them later. Thread-safe.
 */
final class JobJournal {

    /** What has become of a job that was to end with audio. */
    enum Completion {
        ENDED,
        /** Another attempt has claimed it, or a newer job its post. */
        FENCED,
        /** Its file was removed, together with the last post that had the same audio: it must be made again. */
        FILE_LOST
    }

    private static final Logger log = LoggerFactory.getLogger(JobJournal.class);

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
        AudioEvent.Queued queued = AudioEvent.Queued.of(job);
        Optional<Integer> attempt = write((handle, commands) -> {
            Optional<Integer> claimed = AudioTable.claim(handle, queued);
            claimed.ifPresent(number -> begin(handle, commands, queued, number));
            return claimed;
        });
        return attempt.<Claim>map(Claimed::new).orElseGet(() -> unclaimed(job));
    }

    /** A worker may come before the catalog, which notes the same; later attempts need not tell admission once more. */
    private void begin(Handle handle, List<Outbox.Row> commands, AudioEvent.Queued job, int attempt) {
        PostKey post = job.post();
        AudioEvent generating = new AudioEvent.Generating(job.jobId(), post, clock.instant(), attempt);
        Timeline.add(handle, attempt == 1 ? List.of(job, generating) : List.of(generating));
        if (attempt == 1) {
            commands.add(command(handle, new JobStarted(post.siteId(), job.jobId(), post.postId(), post.language())));
        }
    }

    private Claim unclaimed(AudioJob job) {
        boolean ended = standing(job)
                .filter(standing -> standing.jobId() == job.jobId())
                .isPresent();
        return ended ? new Ended() : new Superseded();
    }

    /** Shows how far it is; false where it has been fenced. */
    boolean progress(AudioJob job, int attempt, int percent) {
        return jdbi.withHandle(handle -> AudioTable.progress(handle, job.jobId(), attempt, percent));
    }

    /**
     * Puts the job's record back on its topic once {@code wait} has passed; whoever takes it then makes the next attempt.
     * False where the job has been fenced.
     */
    boolean postpone(AudioJob job, int attempt, ConsumerRecord<byte[], byte[]> record, Duration wait) {
        return jdbi.inTransaction(handle -> {
            boolean mine = AudioTable.lockPercent(handle, job.jobId(), attempt).isPresent();
            if (mine) {
                outbox.addLater(handle, record.topic(), record.key(), record.value(), wait);
            }
            return mine;
        });
    }

    /** Ends the job with audio. */
    Completion complete(AudioJob job, int attempt, FinishedAudio finished) {
        Completion written = write((handle, commands) -> {
            if (!isKept(handle, finished)) {
                return Completion.FILE_LOST;
            }
            if (!AudioTable.ready(handle, job.jobId(), attempt, finished.audio(), finished.manifest())) {
                return Completion.FENCED;
            }
            Instant now = clock.instant();
            PostKey post = job.post();
            Timeline.add(handle, List.of(new AudioEvent.Ready(job.jobId(), post, now, finished.audio())));
            end(handle, post, job.article().callbackUrl(), JobEnd.ready(job.jobId(), now, finished.audio()));
            commands.add(command(
                    handle,
                    new JobReady(post.siteId(), job.jobId(), post.postId(), post.language(), finished.audio())));
            return Completion.ENDED;
        });
        return isEnded(job, attempt, written == Completion.ENDED) ? Completion.ENDED : written;
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
        boolean written = write((handle, commands) -> {
            Optional<Integer> percent = AudioTable.lockPercent(handle, job.jobId(), attempt);
            percent.ifPresent(reached -> {
                AudioTable.failed(handle, job.jobId(), attempt, failure.code(), failure.reason());
                JobEnd end = failed(job.jobId(), reached, failure);
                endWithout(handle, commands, job.post(), job.article().callbackUrl(), end);
            });
            return percent.isPresent();
        });
        return isEnded(job, attempt, written);
    }

    /**
     * Ends a job that has something the database will not take, so that its post is given back: whatever row there is, no
     * callback of its own, which may be the culprit.
     */
    void abandon(AudioJob job, Failure failure) {
        write((handle, commands) -> {
            AudioTable.abandoned(handle, job.jobId(), failure.code(), failure.reason());
            endWithout(handle, commands, job.post(), null, failed(job.jobId(), 0, failure));
            return true;
        });
    }

    /**
     * Ends one job that no worker has touched for the time of {@code silence}; false where there is none. Its own callback
     * was in its record and is lost with it.
     */
    boolean endLost(Duration silence) {
        Failure failure = Failure.lost();
        boolean ended = write((handle, commands) -> {
            Optional<Lost> lost = AudioTable.lockLost(handle, silence);
            lost.ifPresent(job -> {
                AudioTable.abandoned(handle, job.jobId(), failure.code(), failure.reason());
                JobEnd end = failed(job.jobId(), job.progressPercent(), failure);
                endWithout(handle, commands, job.post(), null, end);
                log.warn(
                        "job={} site={} was lost, its post is given back",
                        job.jobId(),
                        job.post().siteId());
            });
            return lost.isPresent();
        });
        if (ended) {
            callbacks.committed();
        }
        return ended;
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
        return jdbi.withHandle(handle -> AudioTable.standing(handle, job.post()));
    }

    /** Runs {@code step} in a transaction and publishes the commands that it adds to its list. */
    private <T> T write(BiFunction<Handle, List<Outbox.Row>, T> step) {
        List<Outbox.Row> commands = new ArrayList<>();
        T written = jdbi.inTransaction(handle -> step.apply(handle, commands));
        relay.publish(commands);
        return written;
    }

    /** @param url the job's own to be told; null: there is none */
    private void endWithout(Handle handle, List<Outbox.Row> commands, PostKey post, String url, JobEnd end) {
        Timeline.add(handle, List.of(new AudioEvent.Failed(end.jobId(), post, end.at(), end.code(), end.reason())));
        end(handle, post, url, end);
        commands.add(
                command(handle, new JobFailed(post.siteId(), end.jobId(), post.postId(), post.language(), end.code())));
    }

    /** Batches that wait for the job are told as well. */
    private void end(Handle handle, PostKey post, String url, JobEnd end) {
        JobEnds.note(handle, end).forEach(batch -> callbacks.ended(handle, batch, post, end));
        if (url != null) {
            callbacks.ended(handle, url, post, end);
        }
    }

    private JobEnd failed(long jobId, int percent, Failure failure) {
        return JobEnd.failed(jobId, clock.instant(), percent, failure.code(), failure.reason());
    }

    private Outbox.Row command(Handle handle, SiteCommand command) {
        return outbox.add(handle, Topics.SITE_COMMANDS, String.valueOf(command.siteId()), command);
    }
}
