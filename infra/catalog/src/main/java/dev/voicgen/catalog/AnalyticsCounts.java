package dev.voicgen.catalog;

import dev.voicgen.platform.http.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads sums from the table {@code analytics_day}: what readers did with a site's posts. */
@RegisterConstructorMapper(AnalyticsCounts.Day.class)
@RegisterConstructorMapper(AnalyticsCounts.Post.class)
@RegisterConstructorMapper(AnalyticsCounts.Totals.class)
public interface AnalyticsCounts {

    /** All posts of a site on one day. */
    record Day(LocalDate date, long loads, long plays, long completes, long listenedSeconds) {}

    /** One post in one language on all days of the range. */
    record Post(String postId, String language, long loads, long plays, long completes, long listenedSeconds) {}

    /** All posts on all days of the range. */
    record Totals(long loads, long plays, long completes, long listenedSeconds) {}

    /**
     * The {@code data} of the answer: items, where the next page begins, and the totals of the whole range. Items and totals
     * are read in one snapshot, so that they agree while counting goes on; the next page is read in a later one.
     */
    static Map<String, Object> answer(Handle handle, long siteId, AnalyticsRequest request) {
        return handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, snapshot -> {
            AnalyticsCounts counts = snapshot.attach(AnalyticsCounts.class);
            Map<String, Object> data = request.byPost()
                    ? posts(counts, siteId, request)
                    : Page.whole(counts.days(siteId, request.from(), request.to()));
            data.put("totals", counts.totals(siteId, request.from(), request.to()));
            return data;
        });
    }

    private static Map<String, Object> posts(AnalyticsCounts counts, long siteId, AnalyticsRequest request) {
        Page page = request.page();
        List<Post> read = counts.posts(siteId, request.from(), request.to(), page.offset(), page.fetch());
        return page.data(read, unused -> page.offset() + page.limit());
    }

    @SqlQuery("""
            select day as date, sum(loads) as loads, sum(plays) as plays, sum(completes) as completes,
                   sum(listened_ms)::bigint / 1000 as listened_seconds
            from analytics_day where site_id = :siteId and day between :from and :to
            group by day order by day""")
    List<Day> days(long siteId, LocalDate from, LocalDate to);

    @SqlQuery("""
            select post_id, language, sum(loads) as loads, sum(plays) as plays, sum(completes) as completes,
                   sum(listened_ms)::bigint / 1000 as listened_seconds
            from analytics_day where site_id = :siteId and day between :from and :to
            group by post_id, language order by sum(plays) desc, sum(loads) desc, post_id, language
            offset :offset limit :limit""")
    List<Post> posts(long siteId, LocalDate from, LocalDate to, long offset, int limit);

    @SqlQuery("""
            select coalesce(sum(loads), 0) as loads, coalesce(sum(plays), 0) as plays,
                   coalesce(sum(completes), 0) as completes,
                   coalesce(sum(listened_ms), 0)::bigint / 1000 as listened_seconds
            from analytics_day where site_id = :siteId and day between :from and :to""")
    Totals totals(long siteId, LocalDate from, LocalDate to);
}
