package dev.voicgen.bench.run;

import dev.voicgen.embedded.EmbeddedDatabase;
import dev.voicgen.embedded.EmbeddedKafka;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A broker and a database, new and empty, in this process and beside it; their data is deleted at the end. */
public final class Backends implements AutoCloseable {

    /** As {@code ./voicgen up} has it. */
    private static final int PARTITIONS = 4;

    private final Path directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedDatabase database;

    private Backends(Path directory, EmbeddedKafka kafka, EmbeddedDatabase database) {
        this.directory = directory;
        this.kafka = kafka;
        this.database = database;
    }

    /** With all topics created, and a database that is durable as a platform's is. */
    public static Backends start() throws IOException {
        Path directory = Files.createTempDirectory("voicgen-bench-");
        EmbeddedKafka kafka = EmbeddedKafka.start(Files.createDirectory(directory.resolve("kafka")), 0);
        EmbeddedDatabase database =
                EmbeddedDatabase.start(Files.createDirectory(directory.resolve("database")), 0, true);
        Backends backends = new Backends(directory, kafka, database);
        TopicProvisioner.createMissing(backends.kafka());
        return backends;
    }

    public KafkaSettings kafka() {
        return new KafkaSettings(kafka.bootstrapServers(), PARTITIONS, 1);
    }

    public String jdbcUrl() {
        return database.jdbcUrl() + "?user=" + database.user();
    }

    /** For what a benchmark keeps on disk. */
    public Path newDirectory(String name) throws IOException {
        return Files.createTempDirectory(directory, name + "-");
    }

    /** The directory of the broker's logs. */
    public Path brokerLogs() {
        return directory.resolve("kafka").resolve("log");
    }

    /** What a service on these finds in its environment. */
    public Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "VOICGEN_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                "VOICGEN_KAFKA_PARTITIONS", String.valueOf(PARTITIONS),
                "VOICGEN_DATABASE_URL", database.jdbcUrl(),
                "VOICGEN_DATABASE_USER", database.user(),
                "VOICGEN_DATABASE_PASSWORD", database.password(),
                "VOICGEN_API_PORT", "0",
                "VOICGEN_DASHBOARD_PORT", "0"));
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        database.close();
        delete(directory);
    }

    /** Deletes {@code tree} and everything in it. */
    public static void delete(Path tree) throws IOException {
        try (Stream<Path> contents = Files.walk(tree)) {
            for (Path path : contents.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
