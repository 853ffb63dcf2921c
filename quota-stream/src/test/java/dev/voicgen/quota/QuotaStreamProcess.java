package dev.voicgen.quota;

import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts instances in processes of their own, to be killed with SIGKILL. */
final class QuotaStreamProcess {

    private static final TestDatabase NO_DATABASE =
            new TestDatabase("jdbc:postgresql://127.0.0.1:1/none", "nobody", "");

    private QuotaStreamProcess() {}

    /** Returns once it says that it is ready. */
    static ServiceProcess start(KafkaSettings kafka, Path stateDir) throws IOException {
        return start(kafka, stateDir, NO_DATABASE);
    }

    /** As {@link #start}, with a database. */
    static ServiceProcess start(KafkaSettings kafka, Path stateDir, TestDatabase database) throws IOException {
        return ServiceProcess.start(
                QuotaStream.class.getName(),
                Map.of(
                        "VOICGEN_KAFKA_BOOTSTRAP", kafka.bootstrap(),
                        "VOICGEN_KAFKA_PARTITIONS", String.valueOf(kafka.partitions()),
                        "VOICGEN_STATE_DIR", stateDir.toString(),
                        "VOICGEN_DATABASE_URL", database.jdbcUrl(),
                        "VOICGEN_DATABASE_USER", database.user(),
                        "VOICGEN_DATABASE_PASSWORD", database.password()));
    }
}
