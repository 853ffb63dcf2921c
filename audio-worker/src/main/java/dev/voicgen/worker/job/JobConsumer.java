package dev.voicgen.worker.job;

import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.worker.store.AudioStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Consumes {@code audio.jobs} and {@code audio.jobs.bulk} in two share groups of all workers. Each topic has slots of its own, and a
 * job of a batch starts only while fewer jobs run than there are slots. So no single job waits for a job of a batch. Thread-safe.
 */
public final class JobConsumer implements AutoCloseable {

    private static final Duration GIVE_BACK_LIMIT = Duration.ofSeconds(15);

    private final List<JobSlot> slots = new CopyOnWriteArrayList<>();
    private final JobSettings settings;
    private final LostJobs lostJobs;

    /**
     * The parts of a worker that jobs need.
     *
     * @param store that the narrator writes its files to
     * @param producer for dead letters
     * @param relay of {@code outbox}
     */
    public record Parts(
            Jdbi jdbi,
            AudioStore store,
            Outbox outbox,
            OutboxRelay relay,
            TopicProducer producer,
            OutcomeDeliveries deliveries,
            JobNarrator narrator,
            MeterRegistry metrics) {}

    private JobConsumer(
            KafkaSettings kafka, JobSettings settings, JobExecutor executor, JobMetrics metrics, LostJobs lostJobs) {
        this.settings = settings;
        this.lostJobs = lostJobs;
        startSlots("job-slot", ShareGroup.SINGLES, () -> true, kafka, executor, metrics);
        startSlots("bulk-slot", ShareGroup.BULK, () -> busy() < settings.slots(), kafka, executor, metrics);
    }

    /**
     * Configures the share groups and joins them.
     *
     * @throws IllegalStateException where Kafka does not answer within 30 s
     */
    public static JobConsumer start(KafkaSettings kafka, JobSettings settings, Parts parts) {
        ShareGroup.SINGLES.configure(kafka, settings.lock());
        ShareGroup.BULK.configure(kafka, settings.lock());
        Clock clock = Clock.systemUTC();
        JobMetrics metrics = new JobMetrics(parts.metrics(), clock);
        JobJournal journal =
                new JobJournal(parts.jdbi(), parts.store(), parts.outbox(), parts.relay(), parts.deliveries(), clock);
        JobExecutor executor = new JobExecutor(
                journal,
                new VoiceRecipes(parts.jdbi()),
                parts.narrator(),
                new DeadLetters(parts.producer()),
                settings.retries(),
                metrics);
        JobConsumer consumer = new JobConsumer(kafka, settings, executor, metrics, LostJobs.start(journal));
        Gauge.builder("voicgen.slots.busy", consumer, JobConsumer::busy).register(parts.metrics());
        return consumer;
    }

    private void startSlots(
            String name,
            ShareGroup group,
            BooleanSupplier turn,
            KafkaSettings kafka,
            JobExecutor executor,
            JobMetrics metrics) {
        String instance = UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < settings.slots(); i++) {
            String clientId = "audio-worker-" + name + "-" + instance + "-" + i;
            slots.add(JobSlot.start(name + "-" + i, () -> group.join(clientId, kafka), turn, executor, metrics));
        }
    }

    private long busy() {
        return slots.stream().filter(JobSlot::isBusy).count();
    }

    /** Whether every slot works or waits for work. */
    public boolean isTaking() {
        return slots.stream().allMatch(JobSlot::isAlive);
    }

    /** Takes no further record, gives running jobs some seconds to end, and releases the records of the others. */
    @Override
    public void close() {
        lostJobs.close();
        slots.forEach(JobSlot::stopTaking);
        try {
            awaitEnds(settings.stopWait());
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
