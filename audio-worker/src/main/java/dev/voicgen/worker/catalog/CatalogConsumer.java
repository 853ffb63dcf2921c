package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioEvent.Queued;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.database.Refusals;
import dev.voicgen.platform.kafka.TopicConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes every queued job in the database, so that its status is known before a worker takes it up. Shares the events with
 * the other workers' catalogs. Offsets are committed after the transaction: a job may be noted twice, never not at all.
 */
public final class CatalogConsumer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CatalogConsumer.class);
    private static final String GROUP = "catalog";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration TURN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final QueuedJobs jobs;
    private final MeterRegistry metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "catalog");

    private volatile long lastSuccess = System.nanoTime();

    private CatalogConsumer(KafkaSettings kafka, Jdbi jdbi, MeterRegistry metrics) {
        this.kafka = kafka;
        this.jobs = new QueuedJobs(jdbi);
        this.metrics = metrics;
    }

    public static CatalogConsumer start(KafkaSettings kafka, Jdbi jdbi, MeterRegistry metrics) {
        CatalogConsumer catalog = new CatalogConsumer(kafka, jdbi, metrics);
        catalog.thread.start();
        return catalog;
    }

    /** Whether it has read and noted what there was within the last half minute. */
    public boolean isFollowing() {
        return thread.isAlive() && System.nanoTime() - lastSuccess < TURN_LIMIT.toNanos();
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> consumer = TopicConsumers.inGroup("audio-worker-catalog", kafka, GROUP)) {
                consumer.subscribe(List.of(Topics.AUDIO_EVENTS.name()));
                while (stopping.getCount() > 0) {
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                    if (!records.isEmpty()) {
                        note(records);
                        consumer.commitSync();
                    }
                    lastSuccess = System.nanoTime();
                }
            } catch (RuntimeException e) {
                // A new consumer begins at the last committed offset: what was not noted is read again.
                log.warn("catalog: stopped reading {}, trying again: {}", Topics.AUDIO_EVENTS.name(), e.toString());
            }
        } while (!isStoppingWithin(RETRY_PAUSE));
    }

    private void note(ConsumerRecords<byte[], byte[]> records) {
        List<Queued> queued = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record).ifPresentOrElse(event -> addQueued(event, queued), () -> skip(describe(record)));
        }
        if (!queued.isEmpty()) {
            note(queued);
            metrics.counter("voicgen.catalog.events", "outcome", "noted").increment(queued.size());
        }
    }

    private void note(List<Queued> queued) {
        try {
            jobs.note(queued);
        } catch (JdbiException e) {
            if (Refusals.of(e).isEmpty()) {
                throw e;
            }
            queued.forEach(this::noteUnlessRefused);
        }
    }

    private void noteUnlessRefused(Queued job) {
        try {
            jobs.note(List.of(job));
        } catch (JdbiException e) {
            if (Refusals.of(e).isEmpty()) {
                throw e;
            }
            skip("job=" + job.jobId() + " cannot be stored");
        }
    }

    private static void addQueued(AudioEvent event, List<Queued> queued) {
        if (event instanceof Queued job) {
            queued.add(job);
        }
    }

    /** The event; empty where the bytes are not a whole one. */
    private static Optional<AudioEvent> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(TopicConsumers.read(Topics.AUDIO_EVENTS, record.value()))
                    .filter(CatalogConsumer::isWhole);
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(AudioEvent event) {
        PostKey post = event.post();
        return event.at() != null && post != null && post.postId() != null && post.language() != null;
    }

    private static String describe(ConsumerRecord<byte[], byte[]> record) {
        return "partition=" + record.partition() + " offset=" + record.offset() + " is not an event";
    }

    private void skip(String what) {
        log.error("catalog: {}, skipped", what);
        metrics.counter("voicgen.catalog.events", "outcome", "skipped").increment();
    }

    private boolean isStoppingWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
