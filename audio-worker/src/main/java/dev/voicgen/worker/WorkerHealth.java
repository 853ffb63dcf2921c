package dev.voicgen.worker;

import dev.voicgen.catalog.Database;
import dev.voicgen.platform.service.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the broker, the database and the audio folder. Thread-safe. */
final class WorkerHealth {

    private static final Logger log = LoggerFactory.getLogger(WorkerHealth.class);
    private static final int BROKER_LIMIT_MS = 3_000;

    private final Admin admin;
    private final Database database;
    private final Path audioDir;

    WorkerHealth(Admin admin, Database database, Path audioDir) {
        this.admin = admin;
        this.database = database;
        this.audioDir = audioDir;
    }

    /** Checks each with a deadline of some seconds. */
    Health ask() {
        return Health.good()
                .require(brokerAnswers(), "kafka")
                .require(database.answers(), "database")
                .require(canStore(), "audio store " + audioDir);
    }

    private boolean brokerAnswers() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(BROKER_LIMIT_MS))
                    .nodes()
                    .get(BROKER_LIMIT_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            log.debug("the broker does not answer", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes a file: only that shows a full or read-only disk. */
    private boolean canStore() {
        try {
            Path probe = Files.createTempFile(audioDir, "health-", ".probe");
            try {
                Files.write(probe, new byte[1]);
            } finally {
                Files.deleteIfExists(probe);
            }
            return true;
        } catch (IOException e) {
            log.warn("audio_dir={} cannot be written: {}", audioDir, e.toString());
            return false;
        }
    }
}
