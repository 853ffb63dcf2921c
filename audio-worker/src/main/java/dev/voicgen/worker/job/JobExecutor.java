package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.worker.narration.Narration;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes a record: makes one attempt of its job. Afterwards the job has ended, or waits in the outbox for the next attempt.
 * Called by several threads at once.
 */
final class JobExecutor {

    private static final Logger log = LoggerFactory.getLogger(JobExecutor.class);

    private final JobJournal journal;
    private final VoiceRecipes voices;
    private final JobNarrator narrator;
    private final DeadLetters deadLetters;
    private final RetryPolicy retries;
    private final JobMetrics metrics;

    JobExecutor(
            JobJournal journal,
            VoiceRecipes voices,
            JobNarrator narrator,
            DeadLetters deadLetters,
            RetryPolicy retries,
            JobMetrics metrics) {
        this.journal = journal;
        this.voices = voices;
        this.narrator = narrator;
        this.deadLetters = deadLetters;
        this.retries = retries;
        this.metrics = metrics;
    }

    /** Blocks until the record is processed, and answers how to acknowledge it. */
    AcknowledgeType execute(ConsumerRecord<byte[], byte[]> record, RecordLease lease) {
        try {
            Optional<AudioJob> job = read(record);
            return job.isPresent() ? execute(record, job.get(), lease) : buryPoison(record, lease);
        } catch (RecordLease.Lost lost) {
            AcknowledgeType acknowledgement = lost.end().acknowledgement();
            log.info(
                    "partition={} offset={} {}: {}",
                    record.partition(),
                    record.offset(),
                    acknowledgement.name(),
                    lost.end());
            metrics.ended(acknowledgement == AcknowledgeType.RELEASE ? "released" : "superseded");
            return acknowledgement;
        }
    }

    /** Empty where the bytes are not a complete job. Both job topics have the same format. */
    private static Optional<AudioJob> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(TopicConsumers.read(Topics.AUDIO_JOBS, record.value()));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private AcknowledgeType execute(ConsumerRecord<byte[], byte[]> record, AudioJob job, RecordLease lease) {
        try {
            JobJournal.Claim claim = DatabaseRetry.until(lease, describe(job), () -> journal.claim(job));
            if (claim instanceof JobJournal.Claim.Claimed claimed) {
                work(record, job, claimed.attempt(), lease);
            } else {
                String why = claim instanceof JobJournal.Claim.Superseded ? "superseded" : "ended_before";
                log.info("{} {}", describe(job), why);
                metrics.ended(why);
            }
        } catch (DatabaseRetry.Refused e) {
            JobFailure failure = JobFailure.unstorable(e.getMessage());
            log.error("{} ends: {}", describe(job), e.getMessage());
            deadLetters.add(record, failure.deadLetter(), lease);
            DatabaseRetry.until(lease, describe(job), () -> {
                journal.abandon(job, failure);
                return null;
            });
            metrics.ended("failed");
        }
        return AcknowledgeType.ACCEPT;
    }

    private void work(ConsumerRecord<byte[], byte[]> record, AudioJob job, int attempt, RecordLease lease) {
        AttemptResult result = ShareGroup.isLastDelivery(record) || attempt > retries.attempts()
                ? new AttemptResult.Reject(JobFailure.exhausted(attempt - 1, "its worker did not live to see its end"))
                : attempt(job, attempt, lease);
        if (result instanceof AttemptResult.Done done) {
            complete(job, attempt, done, lease);
        } else if (result instanceof AttemptResult.Retry retry) {
            postpone(record, job, attempt, retry, lease);
        } else if (result instanceof AttemptResult.Reject reject) {
            fail(record, job, attempt, reject.failure(), lease);
        }
    }

    private AttemptResult attempt(AudioJob job, int attempt, RecordLease lease) {
        long voiceId = job.article().voiceId();
        Optional<VoiceRecipe> voice = DatabaseRetry.until(lease, describe(job), () -> voices.find(voiceId));
        if (voice.isEmpty()) {
            return new AttemptResult.Reject(JobFailure.voiceUnavailable(voiceId));
        }
        log.info("{} attempt={} generating", describe(job), attempt);
        Narration outcome = narrate(job, voice.get(), new ProgressWriter(journal, job, attempt, lease));
        lease.check();
        return AttemptResult.on(outcome, attempt, retries);
    }

    private Narration narrate(AudioJob job, VoiceRecipe voice, ProgressWriter watch) {
        try {
            return narrator.narrate(job, voice, watch, watch);
        } catch (RuntimeException e) {
            // A bug in an engine must not end the slot. The limit of attempts ends the job.
            log.error("{} the narrator broke", describe(job), e);
            return new Narration.TryAgain(
                    Duration.ZERO, "the narrator broke: " + e.getClass().getName());
        }
    }

    private void complete(AudioJob job, int attempt, AttemptResult.Done done, RecordLease lease) {
        switch (DatabaseRetry.until(lease, describe(job), () -> journal.complete(job, attempt, done))) {
            case ENDED -> log.debug("{} attempt={} ended", describe(job), attempt);
            case FENCED -> lease.end(RecordLease.End.FENCED);
            case FILE_LOST -> lease.end(RecordLease.End.FILE_LOST);
        }
        lease.check();
        metrics.ready(job, done.narrated());
        log.info(
                "{} attempt={} ready seconds={} synthesised={} reused={}",
                describe(job),
                attempt,
                done.audio().durationSeconds(),
                done.narrated().synthesised(),
                done.narrated().reused());
    }

    /** The job waits for its next attempt in the database and occupies no slot meanwhile. */
    private void postpone(
            ConsumerRecord<byte[], byte[]> record,
            AudioJob job,
            int attempt,
            AttemptResult.Retry retry,
            RecordLease lease) {
        keep(
                lease,
                DatabaseRetry.until(lease, describe(job), () -> journal.postpone(job, attempt, record, retry.after())));
        metrics.retried();
        log.warn("{} attempt={} failed, next in {}: {}", describe(job), attempt, retry.after(), retry.reason());
    }

    /** Sends the dead letter first: a crash before the end of the job then makes two letters, not none. */
    private void fail(
            ConsumerRecord<byte[], byte[]> record, AudioJob job, int attempt, JobFailure failure, RecordLease lease) {
        if (failure.deadLetter() != null) {
            deadLetters.add(record, failure.deadLetter(), lease);
        }
        keep(lease, DatabaseRetry.until(lease, describe(job), () -> journal.fail(job, attempt, failure)));
        metrics.ended("failed");
        log.warn("{} attempt={} failed code={}: {}", describe(job), attempt, failure.code(), failure.deadLetter());
    }

    private AcknowledgeType buryPoison(ConsumerRecord<byte[], byte[]> record, RecordLease lease) {
        log.error("partition={} offset={} is not a job, see the dead letters", record.partition(), record.offset());
        deadLetters.add(record, "not a job", lease);
        metrics.ended("poison");
        return AcknowledgeType.ACCEPT;
    }

    private static void keep(RecordLease lease, boolean mine) {
        if (!mine) {
            lease.end(RecordLease.End.FENCED);
        }
        lease.check();
    }

    private static String describe(AudioJob job) {
        return "job=" + job.jobId() + " site=" + job.siteId() + " post="
                + job.article().postId() + " language=" + job.article().language();
    }
}
