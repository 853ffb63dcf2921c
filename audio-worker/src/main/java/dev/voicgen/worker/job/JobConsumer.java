package dev.voicgen.worker.job;

import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.worker.outcome.Callbacks;
import dev.voicgen.worker.store.AudioStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** Works on {@code audio.jobs}, as many jobs at a time as it has slots, sharing them with all other workers. Thread-safe. */
public final class JobConsumer implements AutoCloseable {

    private static final Duration GIVE_BACK_LIMIT = Duration.ofSeconds(15);

    private final List<JobSlot> slots;
    private final Duration stopWait;

    /**
     * What it works with.
     *
     * @param store where the narrator leaves its files
     * @param producer for dead letters
     * @param relay of {@code outbox}
     */
    public record Parts(
            Jdbi jdbi,
            AudioStore store,
            Outbox outbox,
            OutboxRelay relay,
            TopicProducer producer,
            Callbacks callbacks,
            JobNarrator narrator,
            MeterRegistry metrics) {}

    private JobConsumer(List<JobSlot> slots, Duration stopWait) {
        this.slots = slots;
        this.stopWait = stopWait;
    }

    /**
     * Sets the share group up and joins it.
     *
     * @throws IllegalStateException where Kafka does not answer within 30 s
     */
    public static JobConsumer start(KafkaSettings kafka, JobSettings settings, Parts parts) {
        ShareGroup.configure(kafka, settings.lock());
        Clock clock = Clock.systemUTC();
        JobMetrics metrics = new JobMetrics(parts.metrics(), clock);
        JobExecutor executor = new JobExecutor(
                new JobJournal(parts.jdbi(), parts.store(), parts.outbox(), parts.relay(), parts.callbacks(), clock),
                new Voices(parts.jdbi()),
                parts.narrator(),
                new DeadLetters(parts.producer()),
                settings.attempts(),
                metrics);
        String instance = UUID.randomUUID().toString().substring(0, 8);
        List<JobSlot> slots = IntStream.range(0, settings.slots())
                .mapToObj(i -> JobSlot.start(
                        "job-slot-" + i,
                        () -> ShareGroup.join("audio-worker-" + instance + "-" + i, kafka),
                        executor,
                        metrics))
                .toList();
        Gauge.builder(
                        "voicgen.slots.busy",
                        slots,
                        all -> all.stream().filter(JobSlot::isBusy).count())
                .register(parts.metrics());
        return new JobConsumer(slots, settings.stopWait());
    }

    /** Whether every slot works or waits for work. */
    public boolean isTaking() {
        return slots.stream().allMatch(JobSlot::isAlive);
    }

    /** Takes nothing new, lets running jobs end for some seconds and gives the others back. */
    @Override
    public void close() {
        slots.forEach(JobSlot::stopTaking);
        try {
            awaitEnds(stopWait);
            slots.forEach(JobSlot::giveUp);
            awaitEnds(GIVE_BACK_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            slots.forEach(JobSlot::giveUp);
        }
    }

    private void awaitEnds(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (JobSlot slot : slots) {
            slot.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
        }
    }
}
