package dev.voicgen.worker;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.platform.service.Ownership;
import dev.voicgen.worker.job.JobNarrator;
import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.narration.Narrator;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.store.AudioName;
import dev.voicgen.worker.store.AudioStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Says how a narration ends instead of speaking, so that the pipeline around it can be put into trouble. Thread-safe. */
final class FakeSpeech implements AudioWorker.Speech {

    private static final int SEGMENTS = 4;

    private final Function<AudioJob, Narration> outcome;
    private final Semaphore permits;
    private final AtomicInteger filesToLose = new AtomicInteger();
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

    /** The next file is gone before its job can end. */
    FakeSpeech losingAFile() {
        filesToLose.incrementAndGet();
        return this;
    }

    void goOn(int segments) {
        permits.release(segments);
    }

    /** The ids of the jobs whose narration was begun, as often as it was. */
    List<Long> begun() {
        return List.copyOf(begun);
    }

    @Override
    public JobNarrator open(AudioWorkerConfig config, AudioStore store, Ownership owned) {
        return (job, voice, progress, cancel) -> {
            Narration narration = narrate(job, progress, cancel);
            if (narration instanceof Narration.Narrated narrated && filesToLose.getAndDecrement() <= 0) {
                leaveFile(config.audioDir(), narrated.file());
            }
            return narration;
        };
    }

    private static void leaveFile(Path folder, AudioName file) {
        try {
            Files.write(folder.resolve(file.value()), new byte[] {1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Narration narrate(AudioJob job, Narrator.ProgressListener progress, Cancellation cancel) {
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
