package dev.voicgen.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.TestSize;
import dev.voicgen.worker.TestJobs;
import dev.voicgen.worker.catalog.AudioCatalogWriter;
import dev.voicgen.worker.catalog.AudioTable;
import dev.voicgen.worker.store.FolderAudioStore;
import dev.voicgen.worker.webhook.WebhookSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job is told of on two topics at once: one worker claims it in the moment in which another notes that it is queued. */
class ClaimRaceIT {

    private static final int ROUNDS = TestSize.of("claim.rounds", 500, 2_000);

    @TempDir
    private static Path folder;

    @Test
    void aJobIsClaimedInTheMomentInWhichItIsNoted() throws Exception {
        TestDatabase test = TestInfrastructure.shared().newDatabase();
        DatabaseSettings settings = new DatabaseSettings(test.jdbcUrl(), test.user(), new Secret(test.password()), 4);
        ExecutorService noting = Executors.newSingleThreadExecutor();
        try (Database database = Database.open("claim-race", settings)) {
            AudioCatalogWriter writer = writer(database);
            CyclicBarrier start = new CyclicBarrier(2);
            for (int round = 0; round < ROUNDS; round++) {
                AudioJob job = TestJobs.job();
                Future<?> noted = noting.submit(() -> {
                    start.await();
                    writer.write(List.of(AudioEvent.Queued.of(job)));
                    return null;
                });
                start.await();
                Optional<Integer> attempt = database.jdbi()
                        .inTransaction(handle -> handle.attach(AudioTable.class).claim(AudioEvent.Queued.of(job)));
                noted.get(10, TimeUnit.SECONDS);

                assertThat(attempt).contains(1);
                assertThat(status(database, job)).isEqualTo("generating");
            }
        } finally {
            noting.shutdownNow();
        }
    }

    private static AudioCatalogWriter writer(Database database) throws IOException {
        return new AudioCatalogWriter(
                database.jdbi(), FolderAudioStore.open(folder), new WebhookSettings(List.of(Duration.ZERO), true));
    }

    private static String status(Database database, AudioJob job) {
        return database.jdbi()
                .withExtension(AudioTable.class, audio -> audio.state(job.post()))
                .orElseThrow()
                .status();
    }
}
