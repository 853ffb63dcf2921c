package dev.voicgen.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server as a child process, unpacked from a Maven artifact. Its data is kept over restarts, kills
 * and changes of port. Listens on 127.0.0.1 only and trusts every client that connects there.
 *
 * <p>Safe for use by several threads once started. The caller closes it; nothing is registered to do so at exit. A
 * server that outlives its killed JVM is stopped by the next start on the same directory.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final String DEFAULT_DATABASE = "postgres";
    // Recovery after a crash happens within this time too.
    private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(60);

    private final Path cluster;
    private final DirectoryLock lock;
    private EmbeddedPostgres server;

    private EmbeddedDatabase(Path cluster, DirectoryLock lock) {
        this.cluster = cluster;
        this.lock = lock;
    }

    /**
     * Starts the server and returns when it answers, at most about a minute later.
     *
     * @param port of 127.0.0.1, 0 for any free one
     * @param durable whether a commit is on disk when it returns; false is for tests, that throw the data away
     * @throws IOException if the directory is in use or unusable, the port is taken, or the server does not come up;
     *     nothing is left running
     */
    public static EmbeddedDatabase start(Path directory, int port, boolean durable) throws IOException {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        Path real = directory.toRealPath();
        EmbeddedDatabase database = new EmbeddedDatabase(real.resolve("cluster"), lock);
        try {
            database.run(real, port, durable);
            LOG.info("postgres_started port={} directory={} durable={}", database.server.getPort(), real, durable);
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            database.closeAfter(e);
            throw new IOException("PostgreSQL did not start in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void run(Path directory, int port, boolean durable) throws IOException, SQLException {
        new Postmaster(cluster).stopLeftover();
        Path initialised = directory.resolve("initialised");
        if (!Files.exists(initialised)) {
            // What an initdb that was cut short has left: no server ever ran on it.
            deleteTree(cluster);
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP_TIMEOUT)
                .setPort(port == 0 ? FreePort.any() : requireFree(port))
                // The same order and letter cases everywhere, whatever locales the machine has.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        if (durable) {
            new KeptBinaries(directory.resolve("binaries")).applyTo(builder);
        }
        serverSettings(durable).forEach(builder::setServerConfig);
        server = builder.start();
        requireOwnServer();
        if (!Files.exists(initialised)) {
            Files.createFile(initialised);
        }
    }

    private static Map<String, String> serverSettings(boolean durable) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", ListeningSockets.HOST);
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "200");
        // Named in both cases: the library starts the server with -F and synchronous_commit=off.
        String onDisk = durable ? "on" : "off";
        settings.put("fsync", onDisk);
        settings.put("synchronous_commit", onDisk);
        settings.put("full_page_writes", onDisk);
        return settings;
    }

    /** Known before the server is started, which would only report it in its log and be waited for in vain. */
    private static int requireFree(int port) throws IOException {
        if (!FreePort.isFree(port)) {
            throw new IOException("Cannot listen on " + ListeningSockets.HOST + ":" + port + ": it is taken");
        }
        return port;
    }

    /** Another server may have taken the port meanwhile; its answer would pass for ours. */
    private void requireOwnServer() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            Path served = Path.of(row.getString(1));
            if (!served.equals(cluster)) {
                throw new IOException("Port " + server.getPort() + " is served by another PostgreSQL on " + served);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Of 127.0.0.1. */
    public int port() {
        return server.getPort();
    }

    /** Of the database that exists from the start. */
    public String jdbcUrl() {
        return jdbcUrl(DEFAULT_DATABASE);
    }

    /** Of a database that the caller has made or will make. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + ListeningSockets.HOST + ":" + port() + "/" + database;
    }

    /** A superuser. */
    public String user() {
        return USER;
    }

    /** Empty: the server asks for none. */
    public String password() {
        return "";
    }

    /** Ends all connections, stops the server, at most 45 seconds later, and frees port and directory. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (server != null) {
                server.close();
            }
            // The library gives up after five seconds and only logs that; and a failed start leaves its server behind.
            new Postmaster(cluster).stopLeftover();
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
