package dev.voicgen.quota.sink;

import dev.voicgen.contracts.player.DayCount;
import java.util.Collection;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;

/** Table {@code analytics_day}. */
public interface AnalyticsDayTable extends CounterSink.Table<DayCount> {

    @Override
    @SqlBatch("""
            insert into analytics_day (site_id, day, post_id, language, loads, plays, completes, listened_ms,
                                       source_offset)
            values (:count.post.siteId, :count.day, :count.post.postId.value, :count.post.language.code, :count.loads,
                    :count.plays, :count.completes, :count.listenedMs, :count.offset)
            on conflict (site_id, day, post_id, language) do update
            set loads = excluded.loads, plays = excluded.plays, completes = excluded.completes,
                listened_ms = excluded.listened_ms, source_offset = excluded.source_offset
            where analytics_day.source_offset < excluded.source_offset""")
    void write(@BindMethods("count") Collection<DayCount> newest);
}
