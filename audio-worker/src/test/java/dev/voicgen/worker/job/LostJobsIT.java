package dev.voicgen.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.worker.TestJobs;
import dev.voicgen.worker.catalog.AudioCatalogWriter;
import dev.voicgen.worker.store.FolderAudioStore;
import dev.voicgen.worker.webhook.WebhookMessage;
import dev.voicgen.worker.webhook.WebhookSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs whose record is gone. */
class LostJobsIT {

    private static final Duration SILENCE = Duration.ofDays(8);
    private static final Duration SEND_LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Database database;
    private TopicProducer producer;
    private OutboxRelay relay;
    private AudioCatalogWriter writer;
    private JobJournal journal;

    @BeforeEach
    void open() throws IOException {
        TestInfrastructure infrastructure = TestInfrastructure.shared();
        TestDatabase test = infrastructure.newDatabase();
        database = Database.open(
                "lost-jobs", new DatabaseSettings(test.jdbcUrl(), test.user(), new Secret(test.password()), 4));
        KafkaSettings kafka = new KafkaSettings(infrastructure.kafkaBootstrap(), 2, 1);
        TopicProvisioner.createMissing(kafka);
        producer = TopicProducer.open("lost-jobs", kafka, SEND_LIMIT);
        Outbox outbox = new Outbox("audio_outbox");
        relay = OutboxRelay.start(database.jdbi(), outbox, producer, SEND_LIMIT);
        FolderAudioStore store = FolderAudioStore.open(folder);
        writer = new AudioCatalogWriter(database.jdbi(), store, new WebhookSettings(List.of(Duration.ZERO), true));
        journal = new JobJournal(database.jdbi(), store, outbox, relay, new NoDeliveries(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        relay.close();
        producer.close();
        database.close();
    }

    @Test
    void aJobThatWasSilentForLongerThanItsRecordIsKeptFailsOnce() {
        AudioJob begun = TestJobs.job();
        AudioJob waiting = TestJobs.job();
        journal.claim(begun);
        writer.write(List.of(AudioEvent.Queued.of(waiting)));
        assertThat(journal.endLost(SILENCE)).isFalse();

        silenceFor(SILENCE.plusMinutes(1));

        assertThat(journal.endLost(SILENCE)).isTrue();
        assertThat(journal.endLost(SILENCE)).isTrue();
        assertThat(journal.endLost(SILENCE)).isFalse();
        assertThat(ends(begun)).containsExactly("failed job_lost", "on timeline");
        assertThat(ends(waiting)).containsExactly("failed job_lost", "on timeline");
        assertThat(journal.claim(begun)).isInstanceOf(JobJournal.Claim.Ended.class);
    }

    @Test
    void anItemThatWaitsForItsTurnInABatchIsNotLost() {
        AudioJob item = TestJobs.job();
        writer.write(List.of(AudioEvent.Queued.of(item)));
        database.jdbi().useHandle(handle -> {
            handle.execute("insert into batch (id, site_id, opened_at) values ('long', 7, now())");
            handle.execute(
                    "insert into batch_item (batch_id, index, site_id, job_id) values ('long', 0, 7, ?)", item.jobId());
        });

        silenceFor(SILENCE.multipliedBy(2));

        assertThat(journal.endLost(SILENCE)).isFalse();
    }

    private void silenceFor(Duration silence) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("update audio set updated_at = now() - ?::interval", silence.toString()));
    }

    private List<String> ends(AudioJob job) {
        return database.jdbi()
                .withHandle(handle -> handle.select("""
                                select outcome || ' ' || code from job_end where job_id = ?
                                union all
                                select 'on timeline' from audio_event where job_id = ? and type = 'failed'""", job.jobId(), job.jobId())
                        .mapTo(String.class)
                        .list());
    }

    private static final class NoDeliveries implements OutcomeDeliveries {

        @Override
        public void ended(Handle handle, String url, PostKey post, JobOutcome outcome) {}

        @Override
        public void completed(Handle handle, String url, WebhookMessage.BatchCompleted message) {}

        @Override
        public void committed() {}
    }
}
