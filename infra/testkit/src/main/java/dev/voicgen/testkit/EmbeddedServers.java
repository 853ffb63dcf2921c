package dev.voicgen.testkit;

import dev.voicgen.embedded.EmbeddedDatabase;
import dev.voicgen.embedded.EmbeddedKafka;
import java.io.IOException;

/** For machines without Docker. */
final class EmbeddedServers implements Servers {
    private final TemporaryDirectory directory;
    private volatile EmbeddedKafka kafka;
    private volatile EmbeddedDatabase database;

    EmbeddedServers() throws IOException {
        directory = TemporaryDirectory.create();
    }

    @Override
    public void startKafka() throws IOException {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    }

    @Override
    public void startDatabase() throws IOException {
        database = EmbeddedDatabase.start(directory.resolve("postgres"), 0, false);
    }

    @Override
    public String kafkaBootstrap() {
        return kafka.bootstrapServers();
    }

    @Override
    public TestDatabase database(String name) {
        return new TestDatabase(database.jdbcUrl(name), database.user(), database.password());
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            try {
                if (kafka != null) {
                    kafka.close();
                }
            } finally {
                if (database != null) {
                    database.close();
                }
            }
        }
    }
}
