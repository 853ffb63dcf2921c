package dev.voicgen.platform.analytics;

import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * What is asked of a site's counts.
 *
 * @param from the first day, in UTC
 * @param to the last day
 * @param byPost posts, most played first and by pages; else days, in their order and all of them
 * @param page of the posts; its cursor is the number of posts before it
 */
public record AnalyticsQuery(LocalDate from, LocalDate to, boolean byPost, Page page) {

    private static final int MAX_DAYS = 366;
    private static final int DEFAULT_DAYS = 30;

    /** The query of a request: by default the last 30 days, day by day; 422 where a parameter is wrong. */
    public static AnalyticsQuery of(Context ctx) {
        Input input = Input.parameters(ctx);
        LocalDate to = input.date("to").orElse(LocalDate.now(ZoneOffset.UTC));
        LocalDate from = input.date("from").orElse(to.minusDays(DEFAULT_DAYS - 1));
        checkRange(input, from, to);
        String groupBy = input.choice("group_by", List.of("day", "post")).orElse("day");
        Page page = Page.of(input);
        input.check();
        return new AnalyticsQuery(from, to, "post".equals(groupBy), page);
    }

    /**
     * The {@code data} of the answer: items, totals of the whole range, and where the next page begins. Items and totals are
     * read at one moment, so that they agree while counting goes on; the next page is of a later one.
     */
    public Map<String, Object> ask(Handle handle, long siteId) {
        return handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, moment -> {
            Map<String, Object> data = byPost ? posts(moment, siteId) : Page.whole(days(moment, siteId));
            data.put("totals", moment.attach(AnalyticsCounts.class).totals(siteId, from, to));
            return data;
        });
    }

    private List<DayCounts> days(Handle handle, long siteId) {
        return handle.attach(AnalyticsCounts.class).days(siteId, from, to);
    }

    private Map<String, Object> posts(Handle handle, long siteId) {
        List<PostCounts> read =
                handle.attach(AnalyticsCounts.class).posts(siteId, from, to, page.offset(), page.fetch());
        return page.data(read, unused -> page.offset() + page.limit());
    }

    private static void checkRange(Input input, LocalDate from, LocalDate to) {
        if (input.isFaulty("from") || input.isFaulty("to")) {
            return;
        }
        if (from.isAfter(to)) {
            input.fault("to", "must be a date after or equal to from.");
        } else if (ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            input.reject("to", "The range must not be longer than " + MAX_DAYS + " days.");
        }
    }
}
