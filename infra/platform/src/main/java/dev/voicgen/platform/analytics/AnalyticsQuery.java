package dev.voicgen.platform.analytics;

import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import dev.voicgen.platform.http.ListPage;
import dev.voicgen.platform.http.Slice;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
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
 * @param slice of the posts; its cursor is the number of posts before it
 */
public record AnalyticsQuery(LocalDate from, LocalDate to, boolean byPost, Slice slice) {

    private static final int MAX_DAYS = 366;
    private static final int DEFAULT_DAYS = 30;

    /** The query of a request: by default the last 30 days, day by day; 422 where a parameter is wrong. */
    public static AnalyticsQuery of(Context ctx) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        LocalDate to = date(ctx, "to", LocalDate.now(ZoneOffset.UTC), errors);
        LocalDate from = date(ctx, "from", to.minusDays(DEFAULT_DAYS - 1), errors);
        String groupBy = ctx.queryParam("group_by");
        if (errors.isEmpty()) {
            checkRange(from, to, errors);
        }
        if (groupBy != null && !List.of("day", "post").contains(groupBy)) {
            errors.put("group_by", List.of("The selected group by is invalid."));
        }
        if (!errors.isEmpty()) {
            throw new FailedRequest(Failure.invalid(errors));
        }
        return new AnalyticsQuery(from, to, "post".equals(groupBy), ListPage.slice(ctx));
    }

    /**
     * The {@code data} of the answer: items, totals of the whole range, and where the next page begins. Items and totals are
     * read at one moment, so that they agree while counting goes on; the next page is of a later one.
     */
    public Map<String, Object> ask(Handle handle, long siteId) {
        return handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, moment -> {
            Map<String, Object> data = byPost ? posts(moment, siteId) : ListPage.whole(days(moment, siteId));
            data.put("totals", moment.attach(AnalyticsCounts.class).totals(siteId, from, to));
            return data;
        });
    }

    private List<DayCounts> days(Handle handle, long siteId) {
        return handle.attach(AnalyticsCounts.class).days(siteId, from, to);
    }

    private Map<String, Object> posts(Handle handle, long siteId) {
        long seen = slice.before() == Slice.newest(0).before() ? 0 : slice.before();
        List<PostCounts> found = handle.attach(AnalyticsCounts.class).posts(siteId, from, to, seen, slice.limit());
        return ListPage.of(slice, found, unused -> seen + slice.limit() - 1);
    }

    private static LocalDate date(Context ctx, String name, LocalDate byDefault, Map<String, List<String>> errors) {
        String given = ctx.queryParam(name);
        if (given == null || given.isBlank()) {
            return byDefault;
        }
        try {
            LocalDate date = LocalDate.parse(given);
            if (date.getYear() >= 1970 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // Refused below.
        }
        errors.put(name, List.of("The " + name + " field must be a date such as 2026-03-31."));
        return byDefault;
    }

    private static void checkRange(LocalDate from, LocalDate to, Map<String, List<String>> errors) {
        if (from.isAfter(to)) {
            errors.put("to", List.of("The to field must be a date after or equal to from."));
        } else if (ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            errors.put("to", List.of("The range must not be longer than " + MAX_DAYS + " days."));
        }
    }
}
