package dev.voicgen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class RestartableDatabaseIT {
    @Test
    void data_and_address_outlive_a_restart() throws Exception {
        try (RestartableDatabase server = RestartableDatabase.start()) {
            execute(server.database(), "CREATE TABLE t (id int)");

            server.stop();
            assertThatThrownBy(() -> execute(server.database(), "SELECT 1")).hasMessageContaining("refused");
            server.startAgain();

            execute(server.database(), "SELECT id FROM t");
        }
    }

    @Test
    void a_client_behind_a_proxy_loses_its_connection_alone_and_may_come_back() throws Exception {
        try (RestartableDatabase server = RestartableDatabase.start();
                TcpProxy proxy = TcpProxy.to(server.port())) {
            TestDatabase behindProxy = server.databaseThrough(proxy);
            try (Connection connection = connect(behindProxy)) {
                assertThat(connection.isValid(5)).isTrue();

                proxy.cut();

                assertThat(connection.isValid(5)).isFalse();
            }
            execute(server.database(), "SELECT 1");
            proxy.restore();
            execute(behindProxy, "SELECT 1");
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
