package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.worker.narration.Narration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;

/** What is counted of the jobs. Thread-safe. */
final class JobMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer timeToReady;
    private final Counter seconds;

    JobMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.timeToReady = Timer.builder("voicgen.job.time.to.ready")
                .description("From the request to the audio being ready")
                .publishPercentileHistogram()
                .register(registry);
        this.seconds = Counter.builder("voicgen.audio.seconds")
                .description("Seconds of audio made ready")
                .register(registry);
    }

    /** A record was dealt with: ready, failed, superseded, ended_before, poison, released or given_up. */
    void ended(String outcome) {
        registry.counter("voicgen.jobs", "outcome", outcome).increment();
    }

    void ready(AudioJob job, Narration.Narrated narrated) {
        ended("ready");
        seconds.increment(narrated.durationMs() / 1000.0);
        registry.counter("voicgen.segments", "source", "synthesised").increment(narrated.synthesised());
        registry.counter("voicgen.segments", "source", "reused").increment(narrated.reused());
        timeToReady.record(Duration.between(job.requestedAt(), clock.instant()));
    }

    void retried() {
        registry.counter("voicgen.job.retries").increment();
    }

    void renewed(boolean successfully) {
        registry.counter("voicgen.job.renewals", "outcome", successfully ? "renewed" : "lost")
                .increment();
    }
}
