package dev.voicgen.quota.usage;

import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.quota.sink.CounterTable;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code usage_month}. */
public final class UsageTable implements CounterTable<UsageCount> {

    @Override
    public void write(Handle handle, Collection<UsageCount> newest) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into usage_month (site_id, month, monthly_limit, settled, reserved, source_offset)
                values (:site, :month, :limit, :settled, :reserved, :offset)
                on conflict (site_id, month) do update
                set monthly_limit = excluded.monthly_limit, settled = excluded.settled, reserved = excluded.reserved,
                    source_offset = excluded.source_offset
                where usage_month.source_offset < excluded.source_offset
                """);
        for (UsageCount count : newest) {
            batch.bind("site", count.siteId())
                    .bind("month", count.month().atDay(1))
                    .bind("limit", count.limit())
                    .bind("settled", count.settled())
                    .bind("reserved", count.reserved())
                    .bind("offset", count.offset())
                    .add();
        }
        batch.execute();
    }
}
