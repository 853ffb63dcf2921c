package dev.voicgen.testkit;

import java.io.IOException;

/** One Kafka node and one PostgreSQL server, however they are run. The two are started by different threads. */
sealed interface Servers extends AutoCloseable permits ContainerServers, EmbeddedServers {
    void startKafka() throws IOException;

    void startDatabase() throws IOException;

    String kafkaBootstrap();

    /** A database of the running server by name, whether or not it exists yet; "postgres" always does. */
    TestDatabase database(String name);

    /** Stops what was started and removes its data. */
    @Override
    void close() throws IOException;
}
