package dev.voicgen.quota.audit;

import dev.voicgen.contracts.site.UsageCount;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The table {@code usage_month} as it is; an audit brings no schema up to date. */
final class UsageRows {

    private UsageRows() {}

    static List<UsageCount> read(String url, String user, String password) {
        return Jdbi.create(url, user, password)
                .withHandle(handle -> handle.createQuery("""
                                select site_id, month, monthly_limit, settled, reserved, source_offset from usage_month
                                """)
                        .map((row, context) -> new UsageCount(
                                row.getLong("site_id"),
                                YearMonth.from(row.getObject("month", LocalDate.class)),
                                row.getObject("monthly_limit", Integer.class),
                                row.getInt("settled"),
                                row.getInt("reserved"),
                                row.getLong("source_offset")))
                        .list());
    }
}
