package dev.voicgen.quota.sink;

import dev.voicgen.contracts.site.UsageCount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Table {@code usage_month}. */
@RegisterRowMapper(UsageMonthTable.Mapper.class)
public interface UsageMonthTable extends CounterSink.Table<UsageCount> {

    @Override
    default void write(Collection<UsageCount> newest) {
        write(newest, newest.stream().map(count -> count.month().atDay(1)).toList());
    }

    @SqlBatch("""
            insert into usage_month (site_id, month, monthly_limit, settled, reserved, source_offset)
            values (:count.siteId, :firstDay, :count.limit, :count.settled, :count.reserved, :count.offset)
            on conflict (site_id, month) do update
            set monthly_limit = excluded.monthly_limit, settled = excluded.settled, reserved = excluded.reserved,
                source_offset = excluded.source_offset
            where usage_month.source_offset < excluded.source_offset""")
    void write(@BindMethods("count") Collection<UsageCount> counts, List<LocalDate> firstDay);

    @SqlQuery("select site_id, month, monthly_limit, settled, reserved, source_offset from usage_month")
    List<UsageCount> all();

    /** Reads a row. */
    final class Mapper implements RowMapper<UsageCount> {

        @Override
        public UsageCount map(ResultSet row, StatementContext context) throws SQLException {
            return new UsageCount(
                    row.getLong("site_id"),
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getObject("monthly_limit", Integer.class),
                    row.getInt("settled"),
                    row.getInt("reserved"),
                    row.getLong("source_offset"));
        }
    }
}
