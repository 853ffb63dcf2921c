package dev.voicgen.worker;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.worker.job.JobNarrator;
import dev.voicgen.worker.job.Voice;
import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.narration.ProgressListener;
import dev.voicgen.worker.speech.Cancellation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Says how a narration ends instead of speaking, so that the pipeline around it can be put into trouble. Thread-safe. */
final class FakeSpeech implements AudioWorker.Speech, JobNarrator {

    private static final int SEGMENTS = 4;

    private final Function<AudioJob, Narration> outcome;
    private final Semaphore permits;
    private final List<Long> begun = new CopyOnWriteArrayList<>();

    private FakeSpeech(Function<AudioJob, Narration> outcome, int permits) {
        this.outcome = outcome;
        this.permits = new Semaphore(permits);
    }

    /** Ends every narration so, at once. */
    static FakeSpeech ending(Function<AudioJob, Narration> outcome) {
        return new FakeSpeech(outcome, Integer.MAX_VALUE / 2);
    }

    /** Ends every narration well, at once; {@code mark} is in the file's name. */
    static FakeSpeech quick(char mark) {
        return ending(job -> TestJobs.narrated(job, mark));
    }

    /** Finishes a segment of some narration with each {@link #goOn}, and ends well. */
    static FakeSpeech stepwise(char mark) {
        return new FakeSpeech(job -> TestJobs.narrated(job, mark), 0);
    }

    void goOn(int segments) {
        permits.release(segments);
    }

    /** The ids of the jobs whose narration was begun, as often as it was. */
    List<Long> begun() {
        return List.copyOf(begun);
    }

    @Override
    public JobNarrator open(AudioWorkerConfig config, Ownership owned) {
        return this;
    }

    @Override
    public Narration narrate(AudioJob job, Voice voice, ProgressListener progress, Cancellation cancel) {
        begun.add(job.jobId());
        for (int segment = 1; segment <= SEGMENTS; segment++) {
            if (!mayGoOn(cancel)) {
                return new Narration.Cancelled();
            }
            progress.finished(segment, SEGMENTS);
        }
        return outcome.apply(job);
    }

    private boolean mayGoOn(Cancellation cancel) {
        try {
            while (!cancel.requested()) {
                if (permits.tryAcquire(20, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
