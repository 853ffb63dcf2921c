package dev.voicgen.quota.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageMonthTableIT {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    private final TestDatabase where = TestInfrastructure.shared().newDatabase();
    private final Database database = Database.open(
            "usage-table", new DatabaseSettings(where.jdbcUrl(), where.user(), new Secret(where.password()), 2));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void newestCountOfEachMonthStands() {
        write(new UsageCount(7, MARCH, 50, 3, 1, 10), new UsageCount(7, MARCH.plusMonths(1), null, 0, 1, 11));

        write(new UsageCount(7, MARCH, 60, 4, 0, 12));

        assertThat(rows()).containsExactly("7 2026-03-01 60 4 0 12", "7 2026-04-01 none 0 1 11");
    }

    @Test
    void olderCountAndTheSameAgainChangeNothing() {
        write(new UsageCount(7, MARCH, 50, 4, 0, 12));

        write(new UsageCount(7, MARCH, 50, 3, 1, 10));
        write(new UsageCount(7, MARCH, 50, 4, 0, 12));

        assertThat(rows()).containsExactly("7 2026-03-01 50 4 0 12");
    }

    private void write(UsageCount... counts) {
        database.jdbi().useExtension(UsageMonthTable.class, table -> table.write(List.of(counts)));
    }

    private List<String> rows() {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        select concat_ws(' ', site_id, month, coalesce(monthly_limit::text, 'none'), settled, reserved,
                                         source_offset)
                        from usage_month order by site_id, month
                        """).mapTo(String.class).list());
    }
}
