package dev.voicgen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.platform.http.Page;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

class AnalyticsCountsIT {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    @Test
    void totals_are_of_the_items_beside_them_while_counting_goes_on() {
        TestDatabase server = TestInfrastructure.shared().newDatabase();
        try (Database database = Database.open(
                "test", new DatabaseSettings(server.jdbcUrl(), server.user(), new Secret(server.password()), 2))) {
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "insert into analytics_day values (7, ?, 'p', 'en', 1, 1, 1, 1000, 0)", DAY));
            Jdbi analytics = Jdbi.create(server.jdbcUrl(), server.user(), server.password());
            SqlLogger countsOn = new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext read) {
                    analytics.useHandle(counting -> counting.execute("update analytics_day set plays = plays + 1"));
                }
            };

            Map<String, Object> report = database.jdbi().withHandle(handle -> {
                handle.setSqlLogger(countsOn);
                return AnalyticsCounts.answer(handle, 7, new AnalyticsRequest(DAY, DAY, true, Page.first(50)));
            });

            assertThat(report.get("items")).isEqualTo(List.of(new AnalyticsCounts.Post("p", "en", 1, 1, 1, 1)));
            assertThat(report.get("totals")).isEqualTo(new AnalyticsCounts.Totals(1, 1, 1, 1));
        }
    }
}
