package dev.voicgen.testkit;

import dev.voicgen.embedded.EmbeddedDatabase;
import dev.voicgen.embedded.FreePort;
import java.io.IOException;

/**
 * A PostgreSQL server of a test's own that goes away and comes back, with its data and on the same port, while clients
 * run. Always embedded. Not for use by several threads.
 */
public final class RestartableDatabase implements AutoCloseable {
    private final TemporaryDirectory directory;
    private EmbeddedDatabase server;
    private TestDatabase database;
    private final int port = FreePort.any();

    private RestartableDatabase(TemporaryDirectory directory) throws IOException {
        this.directory = directory;
    }

    public static RestartableDatabase start() throws IOException {
        RestartableDatabase started = new RestartableDatabase(TemporaryDirectory.create());
        started.startAgain();
        EmbeddedDatabase server = started.server;
        started.database = new TestDatabase(server.jdbcUrl(), server.user(), server.password());
        return started;
    }

    /** Its only database, empty at first; the same over restarts. */
    public TestDatabase database() {
        return database;
    }

    /** The same database through a proxy that forwards to {@link #port}. */
    public TestDatabase databaseThrough(TcpProxy proxy) {
        String url = database.jdbcUrl().replace(":" + port + "/", ":" + proxy.port() + "/");
        return new TestDatabase(url, database.user(), database.password());
    }

    /** On 127.0.0.1; the same over restarts. */
    public int port() {
        return port;
    }

    /** Ends all connections and shuts the server down in order. Does nothing if it is down. */
    public void stop() throws IOException {
        EmbeddedDatabase running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    public void startAgain() throws IOException {
        server = EmbeddedDatabase.start(directory.resolve("postgres"), port, false);
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            stop();
        }
    }
}
