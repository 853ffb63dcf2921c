package dev.voicgen.quota.analytics;

import dev.voicgen.contracts.player.DayCount;
import dev.voicgen.quota.sink.CounterTable;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code analytics_day}. */
public final class DayTable implements CounterTable<DayCount> {

    @Override
    public void write(Handle handle, Collection<DayCount> newest) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into analytics_day (site_id, day, post_id, language, loads, plays, completes, listened_ms,
                                           source_offset)
                values (:site, :day, :post, :language, :loads, :plays, :completes, :listened, :offset)
                on conflict (site_id, day, post_id, language) do update
                set loads = excluded.loads, plays = excluded.plays, completes = excluded.completes,
                    listened_ms = excluded.listened_ms, source_offset = excluded.source_offset
                where analytics_day.source_offset < excluded.source_offset
                """);
        for (DayCount count : newest) {
            batch.bind("site", count.post().siteId())
                    .bind("day", count.day())
                    .bind("post", count.post().postId().value())
                    .bind("language", count.post().language().code())
                    .bind("loads", count.loads())
                    .bind("plays", count.plays())
                    .bind("completes", count.completes())
                    .bind("listened", count.listenedMs())
                    .bind("offset", count.offset())
                    .add();
        }
        batch.execute();
    }
}
