package dev.voicgen.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import org.assertj.core.util.Throwables;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

class DatabaseIT {

    @Test
    void aFailureDoesNotTellTheValuesItIsAbout() {
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
