package dev.voicgen.worker;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.http.HealthServer;
import dev.voicgen.platform.kafka.GroupFollower;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.platform.service.Health;
import dev.voicgen.platform.service.Ownership;
import dev.voicgen.platform.service.Service;
import dev.voicgen.platform.service.ServiceMain;
import dev.voicgen.worker.batch.BatchCatalogWriter;
import dev.voicgen.worker.catalog.AudioCatalogWriter;
import dev.voicgen.worker.catalog.CatalogFollower;
import dev.voicgen.worker.job.JobConsumer;
import dev.voicgen.worker.job.JobNarrator;
import dev.voicgen.worker.job.OutcomeDeliveries;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.freetts.FreeTtsEngine;
import dev.voicgen.worker.store.AudioStore;
import dev.voicgen.worker.store.FolderAudioStore;
import dev.voicgen.worker.webhook.DeliveryLoop;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** The service that turns jobs into audio, keeps the catalog of audio and sends webhooks. Thread-safe. */
public final class AudioWorker implements Service {

    private static final String NAME = "audio-worker";
    private static final Duration SEND_LIMIT = Duration.ofSeconds(5);

    private final Ownership owned;
    private final WorkerHealth outside;
    private final JobConsumer jobs;
    private final GroupFollower catalog;
    private final GroupFollower batches;
    private final DeliveryLoop webhooks;
    private final HealthServer server;

    /** Opens the speech engines and hands them to {@code owned}. */
    interface Speech {
        JobNarrator open(AudioWorkerConfig config, AudioStore store, Ownership owned);
    }

    private AudioWorker(AudioWorkerConfig config, Speech speech, Ownership owned) throws IOException {
        this.owned = owned;
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TopicProvisioner.createMissing(config.kafka());
        Database database = owned.take(Database.open(NAME, config.database()));
        Admin admin = owned.take(Admin.create(config.kafka().client()));
        TopicProducer producer = owned.take(TopicProducer.open(NAME, config.kafka(), SEND_LIMIT));
        Outbox outbox = new Outbox("audio_outbox");
        OutboxRelay relay = owned.take(OutboxRelay.start(database.jdbi(), outbox, producer, SEND_LIMIT));

        webhooks = owned.take(DeliveryLoop.start(database.jdbi(), config.webhooks(), metrics));
        AudioStore store = FolderAudioStore.open(config.audioDir());
        OutcomeDeliveries deliveries = OutcomeDeliveries.through(webhooks, config.webhooks(), config.publicUrl());
        catalog = owned.take(CatalogFollower.start(
                "catalog",
                Topics.AUDIO_EVENTS,
                config.kafka(),
                new AudioCatalogWriter(database.jdbi(), store, config.webhooks()),
                metrics));
        batches = owned.take(CatalogFollower.start(
                "batches",
                Topics.BATCH_EVENTS,
                config.kafka(),
                new BatchCatalogWriter(database.jdbi(), deliveries),
                metrics));
        JobNarrator narrator = speech.open(config, store, owned);
        jobs = owned.take(JobConsumer.start(
                config.kafka(),
                config.jobs(),
                new JobConsumer.Parts(database.jdbi(), store, outbox, relay, producer, deliveries, narrator, metrics)));

        outside = new WorkerHealth(admin, database, config.audioDir());
        server = owned.take(HealthServer.start(config.http(), this::health, metrics));
    }

    /** @throws RuntimeException where Kafka, the database or the folder cannot be used; nothing is left running */
    public static AudioWorker start(AudioWorkerConfig config) {
        return start(config, AudioWorker::openSpeech);
    }

    static AudioWorker start(AudioWorkerConfig config, Speech speech) {
        Ownership owned = new Ownership();
        try {
            return new AudioWorker(config, speech, owned);
        } catch (IOException e) {
            owned.close();
            throw new UncheckedIOException("the audio folder " + config.audioDir() + " cannot be used", e);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private static JobNarrator openSpeech(AudioWorkerConfig config, AudioStore store, Ownership owned) {
        SpeechEngine engine = owned.take(FreeTtsEngine.start(config.jobs().most()));
        return JobNarrator.of(List.of(engine), store);
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public Health health() {
        return outside.ask()
                .require(jobs.isTaking(), "job slots")
                .require(catalog.isFollowing(), "catalog")
                .require(batches.isFollowing(), "batches")
                .require(webhooks.isAlive(), "callbacks");
    }

    @Override
    public void close() {
        owned.close();
    }

    public static void main(String[] args) {
        ServiceMain.run(NAME, environment -> start(AudioWorkerConfig.from(environment)));
    }
}
