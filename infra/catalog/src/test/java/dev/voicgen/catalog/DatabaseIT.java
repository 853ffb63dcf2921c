package dev.voicgen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.assertj.core.util.Throwables;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

class DatabaseIT {

    /** A service's own connections have limits; an index on a large table takes longer than any of them. */
    @Test
    void no_time_limit_ends_a_migration() throws SQLException {
        TestDatabase server = TestInfrastructure.shared().newDatabase();
        DatabaseSettings settings =
                new DatabaseSettings(server.jdbcUrl(), server.user(), new Secret(server.password()), 2);

        assertThat(ask(Database.migrations("test", settings).getDataSource(), "show statement_timeout"))
                .isEqualTo("0");
        try (Database database = Database.open("test", settings)) {
            String limit = database.jdbi()
                    .withHandle(handle -> handle.select("show statement_timeout")
                            .mapTo(String.class)
                            .one());
            assertThat(limit).isEqualTo("30s");
        }
    }

    private static String ask(DataSource source, String question) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            assertThat(connection.getNetworkTimeout()).as("the socket's").isZero();
            answer.next();
            return answer.getString(1);
        }
    }

    @Test
    void a_failure_does_not_tell_the_values_it_is_about() {
        TestDatabase server = TestInfrastructure.shared().newDatabase();
        try (Database database = Database.open(
                "test", new DatabaseSettings(server.jdbcUrl(), server.user(), new Secret(server.password()), 2))) {
            Throwable failure = catchThrowable(() -> database.jdbi().useHandle(handle -> {
                handle.execute("create temporary table kept (secret text primary key)");
                handle.execute("insert into kept values (?)", "whsec_kept");
                handle.execute("insert into kept values (?)", "whsec_kept");
            }));

            assertThat(failure).isInstanceOf(UnableToExecuteStatementException.class);
            assertThat(Throwables.getStackTrace(failure))
                    .contains("duplicate key value")
                    .doesNotContain("whsec_kept");
        }
    }
}
