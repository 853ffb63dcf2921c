package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.worker.job.Claim.Claimed;
import dev.voicgen.worker.job.Decision.Done;
import dev.voicgen.worker.job.Decision.Reject;
import dev.voicgen.worker.job.Decision.Retry;
import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.narration.Narration.TryAgain;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a record asks for: one attempt, after which the job has ended or waits in the outbox for the next one. Called by
 * several threads at once.
 */
final class JobExecutor {

    private static final Logger log = LoggerFactory.getLogger(JobExecutor.class);

    private final JobJournal journal;
    private final Voices voices;
    private final JobNarrator narrator;
    private final DeadLetters deadLetters;
    private final Attempts attempts;
    private final JobMetrics metrics;

    JobExecutor(
            JobJournal journal,
            Voices voices,
            JobNarrator narrator,
            DeadLetters deadLetters,
            Attempts attempts,
            JobMetrics metrics) {
        this.journal = journal;
        this.voices = voices;
        this.narrator = narrator;
        this.deadLetters = deadLetters;
        this.attempts = attempts;
        this.metrics = metrics;
    }

    /** Blocks until the record is dealt with. */
    Disposition execute(ConsumerRecord<byte[], byte[]> record, Hold hold) {
        try {
            Optional<AudioJob> job = JobRecord.read(record);
            return job.isPresent() ? execute(record, job.get(), hold) : buryPoison(record, hold);
        } catch (Hold.Over over) {
            Disposition disposition = over.end().disposition();
            log.info("partition={} offset={} {}: {}", record.partition(), record.offset(), disposition, over.end());
            metrics.ended(disposition == Disposition.RELEASE ? "released" : "superseded");
            return disposition;
        }
    }

    private Disposition execute(ConsumerRecord<byte[], byte[]> record, AudioJob job, Hold hold) {
        try {
            Claim claim = Perseverance.until(hold, describe(job), () -> journal.claim(job));
            if (claim instanceof Claimed claimed) {
                work(record, job, claimed.attempt(), hold);
            } else {
                String why = claim instanceof Claim.Superseded ? "superseded" : "ended_before";
                log.info("{} {}", describe(job), why);
                metrics.ended(why);
            }
        } catch (Perseverance.Refused e) {
            Failure failure = Failure.unstorable(e.getMessage());
            log.error("{} ends: {}", describe(job), e.getMessage());
            deadLetters.add(record, failure.deadLetter(), hold);
            Perseverance.until(hold, describe(job), () -> {
                journal.abandon(job, failure);
                return null;
            });
            metrics.ended("failed");
        }
        return Disposition.ACCEPT;
    }

    private void work(ConsumerRecord<byte[], byte[]> record, AudioJob job, int attempt, Hold hold) {
        Decision decision = ShareGroup.isLastDelivery(record) || attempt > attempts.most()
                ? new Reject(Failure.exhausted(attempt - 1, "its worker did not live to see its end"))
                : attempt(job, attempt, hold);
        if (decision instanceof Done done) {
            complete(job, attempt, done, hold);
        } else if (decision instanceof Retry retry) {
            postpone(record, job, attempt, retry, hold);
        } else if (decision instanceof Reject reject) {
            fail(record, job, attempt, reject.failure(), hold);
        }
    }

    private Decision attempt(AudioJob job, int attempt, Hold hold) {
        long voiceId = job.article().voiceId();
        Optional<Voice> voice = Perseverance.until(hold, describe(job), () -> voices.find(voiceId));
        if (voice.isEmpty()) {
            return new Reject(Failure.voiceUnavailable(voiceId));
        }
        log.info("{} attempt={} generating", describe(job), attempt);
        Narration outcome = narrate(job, voice.get(), new ProgressWriter(journal, job, attempt, hold));
        hold.check();
        return Decision.on(outcome, attempt, attempts);
    }

    private Narration narrate(AudioJob job, Voice voice, ProgressWriter watch) {
        try {
            return narrator.narrate(job, voice, watch, watch);
        } catch (RuntimeException e) {
            // A bug of an engine must not cost the slot; the limit of attempts ends the job.
            log.error("{} the narrator broke", describe(job), e);
            return new TryAgain(
                    Duration.ZERO, "the narrator broke: " + e.getClass().getName());
        }
    }

    private void complete(AudioJob job, int attempt, Done done, Hold hold) {
        FinishedAudio finished = FinishedAudio.of(done.narrated());
        switch (Perseverance.until(hold, describe(job), () -> journal.complete(job, attempt, finished))) {
            case ENDED -> log.debug("{} attempt={} ended", describe(job), attempt);
            case FENCED -> hold.end(Hold.End.FENCED);
            case FILE_LOST -> hold.end(Hold.End.FILE_LOST);
        }
        hold.check();
        metrics.ready(job, done.narrated());
        log.info(
                "{} attempt={} ready seconds={} synthesised={} reused={}",
                describe(job),
                attempt,
                finished.audio().durationSeconds(),
                done.narrated().synthesised(),
                done.narrated().reused());
    }

    /** A job waits for its next attempt in the database: no slot, and nothing of its worker, is held meanwhile. */
    private void postpone(ConsumerRecord<byte[], byte[]> record, AudioJob job, int attempt, Retry retry, Hold hold) {
        keep(
                hold,
                Perseverance.until(hold, describe(job), () -> journal.postpone(job, attempt, record, retry.after())));
        metrics.retried();
        log.warn("{} attempt={} failed, next in {}: {}", describe(job), attempt, retry.after(), retry.reason());
    }

    /** The dead letter comes first: between it and the end a crash leaves two letters, the other way round none. */
    private void fail(ConsumerRecord<byte[], byte[]> record, AudioJob job, int attempt, Failure failure, Hold hold) {
        if (failure.deadLetter() != null) {
            deadLetters.add(record, failure.deadLetter(), hold);
        }
        keep(hold, Perseverance.until(hold, describe(job), () -> journal.fail(job, attempt, failure)));
        metrics.ended("failed");
        log.warn("{} attempt={} failed code={}: {}", describe(job), attempt, failure.code(), failure.deadLetter());
    }

    private Disposition buryPoison(ConsumerRecord<byte[], byte[]> record, Hold hold) {
        log.error("partition={} offset={} is not a job, see the dead letters", record.partition(), record.offset());
        deadLetters.add(record, "not a job", hold);
        metrics.ended("poison");
        return Disposition.ACCEPT;
    }

    private static void keep(Hold hold, boolean mine) {
        if (!mine) {
            hold.end(Hold.End.FENCED);
        }
        hold.check();
    }

    private static String describe(AudioJob job) {
        return "job=" + job.jobId() + " site=" + job.siteId() + " post="
                + job.article().postId() + " language=" + job.article().language();
    }
}
