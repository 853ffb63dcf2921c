package dev.voicgen.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka and PostgreSQL for integration tests, started with the first test of a JVM that asks and stopped at its exit:
 * containers where a Docker daemon answers, embedded servers otherwise. Tests cannot tell which. They share the broker
 * and keep apart by topics and ids of their own; every test may have a database of its own.
 *
 * <p>Safe for use by several threads. A test that stops servers uses {@link RestartableKafka} or
 * {@link RestartableDatabase} instead.
 */
public final class TestInfrastructure {
    private static final Logger LOG = LoggerFactory.getLogger(TestInfrastructure.class);
    private static final long START_MINUTES = 3;
    private static TestInfrastructure shared;

    private final Servers servers;

    private TestInfrastructure(Servers servers) {
        this.servers = servers;
    }

    /**
     * The servers of this JVM, running.
     *
     * @throws UncheckedIOException if they do not come up within three minutes
     */
    public static synchronized TestInfrastructure shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static TestInfrastructure start() {
        try {
            Servers servers = Docker.available() ? new ContainerServers() : new EmbeddedServers();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(servers), "test-infrastructure-stop"));
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(unchecked(servers::startKafka)),
                            CompletableFuture.runAsync(unchecked(servers::startDatabase)))
                    .orTimeout(START_MINUTES, TimeUnit.MINUTES)
                    .join();
            return new TestInfrastructure(servers);
        } catch (IOException | CompletionException e) {
            throw new UncheckedIOException(new IOException("Test servers did not start", e));
        }
    }

    private static void close(Servers servers) {
        try {
            servers.close();
        } catch (IOException e) {
            LOG.warn("test_servers_not_stopped", e);
        }
    }

    private interface Start {
        void run() throws IOException;
    }

    private static Runnable unchecked(Start start) {
        return () -> {
            try {
                start.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** What a client takes as {@code bootstrap.servers}. Topics are not made by themselves. */
    public String kafkaBootstrap() {
        return servers.kafkaBootstrap();
    }

    /** A new, empty database. */
    public TestDatabase newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        TestDatabase maintenance = servers.database("postgres");
        try (Connection connection =
                        DriverManager.getConnection(maintenance.jdbcUrl(), maintenance.user(), maintenance.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No test database could be made", e);
        }
        return servers.database(name);
    }
}
