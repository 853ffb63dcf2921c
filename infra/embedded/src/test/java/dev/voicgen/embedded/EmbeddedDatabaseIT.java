package dev.voicgen.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    private static final boolean DURABLE = true;
    private static final boolean QUICK = false;

    /** Of a cluster whose commits are synced, unpacked and initialised once for all tests. */
    @TempDir
    static Path durable;

    /** Of one whose commits are not. */
    @TempDir
    static Path quick;

    @TempDir
    Path fresh;

    @Test
    void a_committed_row_outlives_a_killed_process_whose_server_still_runs() throws Exception {
        ProcessHandle orphan;
        try (ChildJvm child = ChildJvm.start(DatabaseProcess.class, durable.toString(), "of a killed JVM")) {
            child.await("written");
            orphan = postmaster();
        }
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(durable, 0, DURABLE)) {
            assertThat(query(database, "SELECT value FROM kept")).contains("of a killed JVM");
            assertThat(postmaster().pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void a_committed_row_outlives_a_crash_of_jvm_and_server_alike() throws Exception {
        try (ChildJvm child = ChildJvm.start(DatabaseProcess.class, durable.toString(), "of a crash of both")) {
            child.await("written");
            assertThat(postmaster().destroyForcibly()).isTrue();
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(durable, 0, DURABLE)) {
            assertThat(query(database, "SELECT value FROM kept")).contains("of a crash of both");
        }
    }

    @Test
    void a_pid_file_that_names_a_strangers_process_does_not_block_the_start() throws Exception {
        EmbeddedDatabase.start(quick, 0, QUICK).close();
        // Not this JVM: PostgreSQL passes over its own ancestors.
        long stranger = ProcessHandle.current().parent().orElseThrow().pid();
        Path cluster = quick.resolve("cluster");
        Files.writeString(cluster.resolve("postmaster.pid"), stranger + "\n" + cluster + "\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(quick, 0, QUICK)) {
            assertThat(query(database, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void a_cluster_whose_initialisation_was_cut_short_is_made_anew() throws Exception {
        Path cluster = Files.createDirectory(fresh.resolve("cluster"));
        Files.writeString(cluster.resolve("postgresql.conf"), "# nothing else is here\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(fresh, 0, QUICK)) {
            assertThat(query(database, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void data_is_kept_on_another_port() throws Exception {
        String formerUrl;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(quick, 0, QUICK)) {
            formerUrl = database.jdbcUrl();
            execute(database, "CREATE TABLE t AS SELECT 'one' AS value");
        }

        try (ServerSocket formerPort = occupied(portOf(formerUrl));
                EmbeddedDatabase database = EmbeddedDatabase.start(quick, 0, QUICK)) {
            assertThat(portOf(database.jdbcUrl())).isNotEqualTo(formerPort.getLocalPort());
            assertThat(query(database, "SELECT value FROM t")).containsExactly("one");
        }
    }

    @Test
    void kept_data_is_on_disk_when_a_commit_returns() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(durable, 0, DURABLE)) {
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "full_page_writes")).isEqualTo("on");
            assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(database, "max_connections")).isEqualTo("200");
        }
    }

    @Test
    void data_of_tests_is_not_synced() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(quick, 0, QUICK)) {
            assertThat(setting(database, "fsync")).isEqualTo("off");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("off");
        }
    }

    @Test
    void a_second_process_is_refused_the_directory_and_the_first_goes_on() throws Exception {
        try (ChildJvm child = ChildJvm.start(DatabaseProcess.class, durable.toString(), "of the first")) {
            child.await("written");
            ProcessHandle running = postmaster();

            assertThatThrownBy(() -> EmbeddedDatabase.start(durable, 0, DURABLE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(durable.toString())
                    .hasMessageContaining("in use by process " + child.pid());
            assertThat(running.isAlive()).isTrue();
            assertThat(running.destroyForcibly()).isTrue();
        }
    }

    @Test
    void an_occupied_port_is_named_and_the_directory_is_free_again() throws Exception {
        try (ServerSocket other = occupied(0)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(quick, other.getLocalPort(), QUICK))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Cannot listen on 127.0.0.1:" + other.getLocalPort());
        }

        EmbeddedDatabase.start(quick, 0, QUICK).close();
    }

    @Test
    void the_server_is_gone_when_close_returns() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(quick, 0, QUICK);

        database.close();

        assertThat(quick.resolve("cluster").resolve("postmaster.pid")).doesNotExist();
        assertThatThrownBy(() -> connect(database)).hasMessageContaining("refused");
    }

    private ProcessHandle postmaster() throws IOException {
        Path pidFile = durable.resolve("cluster").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0)))
                .orElseThrow();
    }

    private static String setting(EmbeddedDatabase database, String name) throws SQLException {
        return query(database, "SELECT setting FROM pg_settings WHERE name = '" + name + "'")
                .get(0);
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static ServerSocket occupied(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static int portOf(String jdbcUrl) {
        return URI.create(jdbcUrl.substring("jdbc:".length())).getPort();
    }
}
